import { randomUUID } from 'node:crypto';
import { Run, RunPage, Schedule, ScheduleList, ScheduleName, type OperatorRole } from '@carillon/domain';
import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { shareTestApi } from '../testing/share-test-api.ts';

// No worker and no scheduler runs here: a run that is started stays queued until the test ends.
const shared = shareTestApi();
const tokens: Record<OperatorRole, string> = { viewer: '', operator: '', admin: '' };

beforeAll(async () => {
  const { api } = shared;
  [tokens.viewer, tokens.operator, tokens.admin] = await Promise.all([api.tokenFor('viewer'), api.tokenFor('operator'), api.tokenFor('admin')]);
});

const rule = 'payment.send-reminder';
const path = `/api/v1/schedules/${rule}`;
const as = (role: OperatorRole) => ({ authorization: `Bearer ${tokens[role]}` });
const get = (address: string, role: OperatorRole = 'viewer') => request(shared.api.url).get(address).set(as(role));
const patch = (body: object, role: OperatorRole = 'operator') => request(shared.api.url).patch(path).set(as(role)).send(body);
const runNow = (key?: string, role: OperatorRole = 'operator') => request(shared.api.url).post(`${path}/run`).set({ ...as(role), ...(key === undefined ? {} : { 'idempotency-key': key }) });
const schedule = async () => Schedule.parse((await get(path)).body);
const audit = async () => (await get(`/api/v1/audit?subject=${rule}`, 'admin')).body.items.map((entry: { action: string; outcome: string; by: { name: string } }) => [entry.action, entry.outcome]);

describe('reading schedules', () => {
  it('lists every rule with its timetable in words, what comes next and what can be set', async () => {
    const { items } = ScheduleList.parse((await get('/api/v1/schedules')).body);
    expect(items.map((item) => item.rule)).toEqual(ScheduleName.options);
    expect(new Set(items.map(({ group }) => group))).toEqual(new Set(['payment', 'user', 'verification', 'maintenance']));
    expect(items[0]).toMatchObject({
      group: 'payment', enabled: true, version: 0, cron: '5 * * * *', cronInWords: 'At 5 minutes past the hour', timeZone: 'Etc/UTC', parameters: { offsets: [7, 3, 1, 0] }, lastRun: null,
      parametersSchema: { type: 'object', properties: { offsets: { type: 'array' } } },
    });
    expect(new Set(items.map(({ nextRuns }) => nextRuns.length))).toEqual(new Set([5]));
  });

  it('tells the next runs in UTC and by the clock of the time zone', async () => {
    await patch({ version: 0, cron: '0 9 1 7 *', timeZone: 'Europe/Berlin' });
    const [next] = (await schedule()).nextRuns;
    expect([next?.at.slice(4), next?.local.slice(4)]).toEqual(['-07-01T07:00:00.000Z', '-07-01T09:00:00+02:00']);
  });

  it('knows no schedule of a rule that does not exist', async () => {
    expect((await get('/api/v1/schedules/payment.forgive')).body).toMatchObject({ status: 404, code: 'not-found' });
  });
});

describe('changing a schedule', () => {
  it('is in force at once, keeps what was left out, and goes back to what is declared with null', async () => {
    const changed = await patch({ version: 0, cron: '30 8 * * 1-5', parameters: { offsets: [2] } });
    expect(changed.body).toMatchObject({ version: 1, cron: '30 8 * * 1-5', cronInWords: 'At 08:30, Monday through Friday', timeZone: 'Etc/UTC', parameters: { offsets: [2] }, changedBy: expect.any(String), declared: { cron: '5 * * * *', parameters: { offsets: [7, 3, 1, 0] } } });
    const back = await patch({ version: 1, cron: null });
    expect(back.body).toMatchObject({ version: 2, cron: '5 * * * *', parameters: { offsets: [2] } });
  });

  it('has no next run while it is off', async () => {
    expect((await patch({ version: 0, enabled: false })).body).toMatchObject({ enabled: false, nextRuns: [] });
  });

  it.each([
    ['a cron expression that fires every second', { cron: '* * * * * *' }, '/cron', 'too-often'],
    ['a date that does not exist', { cron: '0 9 31 2 *' }, '/cron', 'never-fires'],
    ['a cron expression that can not be read', { cron: 'soon' }, '/cron', 'invalid-cron'],
    ['an unknown time zone', { timeZone: 'Mars/Olympus' }, '/timeZone', 'unknown-time-zone'],
    ['a parameter of the wrong kind', { parameters: { offsets: ['three'] } }, '/parameters/offsets/0', 'invalid-type'],
    ['a parameter that the rule does not have', { parameters: { color: 'red' } }, '/parameters/color', 'unknown-field'],
    ['no change at all', {}, '', 'invalid'],
    ['a field that does not exist', { enabled: true, cronn: '* * * * *' }, '/cronn', 'unknown-field'],
  ])('refuses %s, pointing at it', async (_what, change, pointer, code) => {
    const response = await patch({ version: 0, ...change });
    expect([response.status, response.body.code, response.body.errors]).toEqual([422, 'validation-failed', [{ pointer, code, message: expect.any(String) }]]);
    expect((await schedule()).version).toBe(0);
  });

  it('refuses one that was made on an older version', async () => {
    await patch({ version: 0, enabled: false });
    const response = await patch({ version: 0, cron: '0 9 * * *' });
    expect([response.status, response.body.code, response.body.errors[0].pointer]).toEqual([409, 'version-conflict', '/version']);
    expect(await schedule()).toMatchObject({ version: 1, cron: '5 * * * *' });
  });

  it('lets one of several win that come at the same time', async () => {
    const answers = await Promise.all([1, 2, 3].map((hour) => patch({ version: 0, cron: `0 ${hour} * * *` })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'version-conflict')).toHaveLength(2);
  });

  it('is written down, also when it was refused', async () => {
    await patch({ version: 0, enabled: false });
    await patch({ version: 0, enabled: true });
    expect(await audit()).toEqual([['schedule.changed', 'refused'], ['schedule.changed', 'done']]);
  });

  it('is not for viewers', async () => {
    expect((await patch({ version: 0, enabled: false }, 'viewer')).status).toBe(403);
  });
});

describe('running now', () => {
  it('answers 202 with the run, which can be looked at and is in the history', async () => {
    const response = await runNow();
    const run = Run.parse(response.body);
    expect([response.status, response.get('location')]).toEqual([202, `/api/v1/runs/${run.id}`]);
    expect(run).toMatchObject({ schedule: rule, trigger: 'manual', state: 'queued', startedBy: { kind: 'operator' }, parameters: { offsets: [7, 3, 1, 0] }, found: 0 });
    expect((await get(`/api/v1/runs/${run.id}`)).body).toEqual(run);
    expect(RunPage.parse((await get(`${path}/runs`)).body)).toEqual({ items: [run], nextCursor: null });
    expect((await schedule()).lastRun).toEqual(run);
    expect(await audit()).toEqual([['schedule.run-started', 'done']]);
  });

  it('puts the sweep into the queue of its group', async () => {
    await runNow();
    const queues = await get('/api/v1/queues');
    expect(queues.body.items).toContainEqual(expect.objectContaining({ name: 'payment', depth: { waiting: 1, active: 0, delayed: 0 } }));
  });

  it('is refused while a run is under way, and says which', async () => {
    const { id } = (await runNow()).body;
    const again = await runNow();
    expect([again.status, again.body.code, again.body.detail]).toEqual([409, 'conflict', expect.stringContaining(id)]);
  });

  it('makes one run of several clicks at the same time', async () => {
    const clicks = await Promise.all([1, 2, 3, 4].map(() => runNow()));
    expect(clicks.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(clicks.filter(({ body }) => body.code === 'conflict')).toHaveLength(3);
  });

  it('gives the same run for the same Idempotency-Key', async () => {
    const key = randomUUID();
    const [first, again] = [await runNow(key), await runNow(key)];
    expect([again.status, again.body.id]).toEqual([202, first.body.id]);
  });

  it('maintenance can be changed and run by hand like a rule', async () => {
    const address = '/api/v1/schedules/maintenance.requeue-stale';
    const changed = await request(shared.api.url).patch(address).set(as('operator')).send({ version: 0, cron: '* * * * *', parameters: { recheckAfterSeconds: 30 } });
    expect(changed.body).toMatchObject({ group: 'maintenance', cron: '* * * * *', parameters: { recheckAfterSeconds: 30 }, declared: { cron: '*/10 * * * * *' } });
    expect((await request(shared.api.url).post(`${address}/run`).set(as('operator'))).body).toMatchObject({ schedule: 'maintenance.requeue-stale', trigger: 'manual', state: 'queued', parameters: { recheckAfterSeconds: 30 } });
  });

  it('works while the schedule is off, with the parameters in force', async () => {
    await patch({ version: 0, enabled: false, parameters: { offsets: [5] } });
    expect((await runNow()).body).toMatchObject({ state: 'queued', parameters: { offsets: [5] } });
  });

  it('is announced on the live stream', async () => {
    const end = new AbortController();
    const stream = await fetch(`${shared.api.url}/api/v1/events?types=run.changed`, { headers: as('viewer'), signal: end.signal });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read(); // the greeting: from here on nothing is missed
    const { id } = (await runNow()).body;
    const event = await reader?.read();
    end.abort();
    expect(event?.value).toContain('event: run.changed');
    expect(event?.value).toContain(id);
  });

  it('is not for viewers', async () => {
    expect((await runNow(undefined, 'viewer')).status).toBe(403);
  });

  it('knows no run that does not exist', async () => {
    expect((await get('/api/v1/runs/run_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q')).status).toBe(404);
  });
});
