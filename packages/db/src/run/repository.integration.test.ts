import { randomUUID } from 'node:crypto';
import { createManualClock, RunId, type Requester, type Run } from '@carillon/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { connectDatabase, type Database } from '../connection.ts';
import { ensureIndexes } from '../ensure-indexes.ts';
import { runModel, type RunModel } from './model.ts';
import { createRunRepository, type RunClaim, type RunRepository } from './repository.ts';

const start = new Date('2026-11-21T09:00:00.000Z');
const theClock: Requester = { kind: 'system', id: 'scheduler', name: 'The clock' };
const clock = createManualClock(start);
const onChange = vi.fn<(run: Run) => void>();
let database: Database;
let model: RunModel;
let runs: RunRepository;

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/db-${randomUUID()}`;
  database = await connectDatabase({ uri: uri.href });
  model = runModel(database.connection, 30);
  runs = createRunRepository({ model, clock, onChange });
  await ensureIndexes(database.connection);
});

afterAll(async () => {
  await database.connection.dropDatabase();
  await database.close();
});

beforeEach(async () => {
  await model.deleteMany({});
  clock.set(start);
  onChange.mockClear();
});

let sequence = 0;
function claim(changes: Partial<RunClaim> = {}): Promise<Run | null> {
  sequence += 1;
  return runs.claim({ id: RunId.parse(`run_${String(sequence).padStart(26, '0')}`), schedule: 'payment.send-reminder', slot: start, trigger: 'clock', startedBy: theClock, parameters: {}, ...changes });
}

async function claimed(changes: Partial<RunClaim> = {}): Promise<Run> {
  const run = await claim(changes);
  if (run === null) throw new Error('the slot was taken');
  return run;
}

function claimedAt(seconds: number): Promise<Run> {
  clock.set(later(seconds));
  return claimed({ slot: later(seconds) });
}

const byHand = (slot: Date): Partial<RunClaim> => ({ trigger: 'manual', slot, startedBy: { kind: 'operator', id: 'opr', name: 'Olga' } });
const later = (seconds: number) => new Date(start.getTime() + seconds * 1_000);

describe('claim', () => {
  it('gives a slot to one of many who want it', async () => {
    const claims = await Promise.all(Array.from({ length: 20 }, () => claim()));
    expect(claims.filter((run) => run !== null)).toHaveLength(1);
  });

  it('gives each schedule and each slot a run of its own', async () => {
    const claims = [await claim(), await claim({ slot: later(60) }), await claim({ schedule: 'user.inactive-user' })];
    expect(claims.every((run) => run !== null)).toBe(true);
  });

  it('lets one run by hand be under way at a time, however often somebody clicks', async () => {
    const clicks = await Promise.all([1, 2, 3].map((second) => claim(byHand(later(second)))));
    expect(clicks.filter((run) => run !== null)).toHaveLength(1);
  });

  it('lets the clock fire while a run by hand is under way', async () => {
    await claimed(byHand(later(1)));
    expect(await claim()).not.toBeNull();
  });

  it('allows the next run by hand when the one before has ended', async () => {
    const first = await claimed(byHand(later(1)));
    await runs.finish(first.id, {});
    expect(await claim(byHand(later(2)))).not.toBeNull();
  });
});

describe('the life of a run', () => {
  it('goes from queued over running to done, and keeps what it came to', async () => {
    const { id } = await claimed();
    clock.advance(500);
    expect(await runs.start(id)).toBe(true);
    await runs.progress(id, { found: 10, enqueued: 6, inEarlierRun: 1, skipped: { 'already reminded for 3.days': 2, '$paid': 1 } });
    clock.advance(1_500);
    await runs.finish(id, {});
    expect(await runs.find(id)).toMatchObject({
      state: 'done', found: 10, enqueued: 6, inEarlierRun: 1, skipped: { 'already reminded for 3.days': 2, '$paid': 1 },
      startedAt: '2026-11-21T09:00:00.500Z', endedAt: '2026-11-21T09:00:02.000Z', error: null,
    });
    expect(onChange.mock.calls.map(([run]) => run.state)).toEqual(['queued', 'running', 'running', 'done']);
  });

  it('says why it failed, and can be begun again from nothing', async () => {
    const { id } = await claimed();
    await runs.start(id);
    await runs.progress(id, { found: 3, enqueued: 3, inEarlierRun: 0, skipped: {} });
    await runs.finish(id, { error: 'sql-service did not answer' });
    expect(await runs.find(id)).toMatchObject({ state: 'failed', error: 'sql-service did not answer', found: 3 });
    expect(await runs.start(id)).toBe(true);
    expect(await runs.find(id)).toMatchObject({ state: 'running', error: null, endedAt: null, found: 0 });
  });

  it('is not begun again when it is done', async () => {
    const { id } = await claimed();
    await runs.start(id);
    await runs.finish(id, {});
    expect(await runs.start(id)).toBe(false);
  });

  it('does not count what a late worker reports after the end', async () => {
    const { id } = await claimed();
    await runs.start(id);
    await runs.finish(id, {});
    await runs.progress(id, { found: 99, enqueued: 99, inEarlierRun: 0, skipped: {} });
    expect(await runs.find(id)).toMatchObject({ state: 'done', found: 0 });
  });
});

describe('settled', () => {
  it('adds up what became of the jobs, at the same time and after the end', async () => {
    const { id } = await claimed();
    await runs.start(id);
    await runs.finish(id, {});
    const paid = { kind: 'skipped', reason: 'was paid. $ gone' } as const;
    await Promise.all([{ kind: 'notified' } as const, { kind: 'notified' } as const, paid, paid, { kind: 'failed', reason: 'no address' } as const].map((outcome) => runs.settled(id, outcome)));
    expect(await runs.find(id)).toMatchObject({ state: 'done', notified: 2, failed: 1, skippedLater: { 'was paid. $ gone': 2 } });
  });

  it('counts a job that was given up and waits again among those that wait', async () => {
    const { id } = await claimed();
    await runs.start(id);
    await runs.progress(id, { found: 2, enqueued: 2, inEarlierRun: 0, skipped: {} });
    const failure = { kind: 'failed', reason: 'no address' } as const;
    await Promise.all([runs.settled(id, failure), runs.settled(id, failure)]);
    await runs.requeued(id);
    expect(await runs.find(id)).toMatchObject({ enqueued: 2, failed: 1 });
    await runs.settled(id, { kind: 'notified' });
    expect(await runs.find(id)).toMatchObject({ enqueued: 2, failed: 1, notified: 1 });
  });

  it('has at least as many jobs as came to an end, whatever a sweep that was taken up again has seen of them', async () => {
    const { id } = await claimed();
    await runs.start(id);
    await runs.progress(id, { found: 3, enqueued: 3, inEarlierRun: 0, skipped: {} });
    await Promise.all([runs.settled(id, { kind: 'notified' }), runs.settled(id, { kind: 'skipped', reason: 'paid' })]);
    await runs.start(id);
    expect(await runs.find(id)).toMatchObject({ found: 0, enqueued: 2 });
    await runs.progress(id, { found: 3, enqueued: 3, inEarlierRun: 0, skipped: {} });
    expect(await runs.find(id)).toMatchObject({ found: 3, enqueued: 3 });
  });

  it('knows how many of its messages have had to wait, and until when the last one does, in whatever order that is told', async () => {
    const { id } = await claimed();
    expect(await runs.find(id)).toMatchObject({ held: 0, heldUntil: null });
    await Promise.all([runs.heldBack(id, { until: later(60), held: 2 }), runs.heldBack(id, { until: later(30), held: 1 })]);
    await runs.heldBack(id, { until: later(90), held: 2 });
    await runs.heldBack(id, { until: later(10), held: 3 });
    await runs.heldBack(id, { until: later(10), held: 3 });
    expect(await runs.find(id)).toMatchObject({ held: 3, heldUntil: later(90).toISOString() });
  });
});

describe('finding runs', () => {
  it('knows the newest slot of the clock, not that of a click', async () => {
    await claimed();
    await claimed({ slot: later(60) });
    await claimed(byHand(later(90)));
    expect(await runs.latestSlot('payment.send-reminder')).toEqual(later(60));
  });

  it('knows which are done, and the newest slot of the clock whose run is', async () => {
    const [first, second, third] = [await claimed(), await claimed({ slot: later(60) }), await claimed({ slot: later(90) })];
    const byClick = await claimed(byHand(later(120)));
    await Promise.all([runs.finish(first.id, {}), runs.finish(second.id, {}), runs.finish(third.id, { error: 'the store is away' }), runs.finish(byClick.id, {})]);
    expect(await runs.findDone([first.id, third.id, byClick.id])).toEqual(new Set([first.id, byClick.id]));
    expect([await runs.latestDoneSlot('payment.send-reminder'), await runs.latestDoneSlot('user.inactive-user')]).toEqual([later(60), null]);
  });

  it('pages through the history of a schedule, newest first', async () => {
    await claimedAt(0);
    await claimedAt(60);
    await claimedAt(120);
    const first = await runs.list('payment.send-reminder', { limit: 2 });
    const second = await runs.list('payment.send-reminder', { limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ slot }) => slot)).toEqual([later(120), later(60), later(0)].map((slot) => slot.toISOString()));
    expect(second.nextCursor).toBeNull();
  });

  it('finds what was claimed and never begun, and lets one scheduler take it on', async () => {
    const { id } = await claimed();
    await runs.finish((await claimed({ slot: later(60) })).id, {});
    clock.advance(30_000);
    const stalled = await runs.findStalled({ queuedBefore: later(20), runningBefore: later(-60), limit: 10 });
    expect(stalled).toEqual([{ run: expect.objectContaining({ id }), touchedAt: start }]);
    expect(await Promise.all([runs.takeOn(id, start), runs.takeOn(id, start)])).toEqual(expect.arrayContaining([true, false]));
  });
});

describe('foldIdle', () => {
  const schedule = 'maintenance.purge';
  const ended = async (changes: Partial<RunClaim>, found = 0, error?: string) => {
    const { id } = await claimed({ schedule, ...changes });
    await runs.start(id);
    clock.advance(20);
    await runs.progress(id, { found, enqueued: 0, inEarlierRun: 0, skipped: {} });
    await runs.finish(id, error === undefined ? {} : { error });
    return id;
  };
  const list = async () => (await runs.list(schedule, { limit: 20 })).items.map(({ id, earlier }) => ({ id, earlier }));

  it('keeps what the clock ran for nothing as a count, and everything else as it is', async () => {
    await ended({ slot: later(1) });
    await ended({ slot: later(2) });
    const others = [await ended({ slot: later(3) }, 3), await ended({ slot: later(4) }, 0, 'the store is away'), await ended(byHand(later(5)))];
    const last = await ended({ slot: later(6) });
    const recent = await ended({ slot: later(3_600) });
    expect(await runs.foldIdle(schedule, later(3_600))).toBe(2);
    expect(await list()).toEqual(
      expect.arrayContaining([{ id: last, earlier: { runs: 2, since: later(1).toISOString(), tookMs: 40, longestMs: 20 } }, ...[...others, recent].map((id) => ({ id, earlier: null }))]),
    );
    expect(await list()).toHaveLength(5);
  });

  it('counts each once, when repeated, by two at once, and after a crash between counting and removing', async () => {
    await ended({ slot: later(1) });
    const second = await ended({ slot: later(2) });
    await Promise.all([runs.foldIdle(schedule, later(60)), runs.foldIdle(schedule, later(60))]);
    await runs.foldIdle(schedule, later(60));
    expect(await list()).toMatchObject([{ id: second, earlier: { runs: 1 } }]);
    const third = await ended({ slot: later(3) });
    await model.updateOne({ _id: third }, { $set: { earlier: { runs: 2, since: later(1).toISOString(), tookMs: 40, longestMs: 20 }, folding: [second] } });
    const fourth = await ended({ slot: later(4) });
    await runs.foldIdle(schedule, later(60));
    expect(await list()).toMatchObject([{ id: fourth, earlier: { runs: 3, since: later(1).toISOString() } }]);
  });
});
