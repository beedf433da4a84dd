import { CampaignWithStats, CommunicationLogPage, InboxMessage, InboxPage, NotificationDetail, PaymentId, ReceiptPage, ScheduleName, UserId, VerificationId } from '@carillon/domain';
import { queueNames } from '@carillon/queue';
import { expect, vi } from 'vitest';
import { z } from 'zod';
import type { Product } from '../guarantees/start-product.ts';
import { muchLater } from '../much-later.ts';
import type { KnownValues } from './arbitrary-of.ts';
import type { FuzzedProduct } from './start-fuzzed-product.ts';

const patience = { timeout: 120_000, interval: 50 };
const people = ['ada', 'bob', 'cyd', 'dee', 'eve', 'fay'];
const later = { at: '2034-05-06T07:08', timeZone: 'Europe/Berlin' };
const calm = { seed: 'fuzz', successRate: 1, bounceRate: 0, complaintRate: 0, latencyMs: { min: 0, max: 5 }, delayMs: 0, ratePerSecond: null, faults: { duplicates: 0, reordering: 0, delays: 0, drops: 0, forgeries: 0, serverErrors: 0, hangs: 0, lateAnswers: 0 } };
const WithId = z.looseObject({ id: z.string() });

/** Tells the simulated vendor to behave; `change` is what is different. */
export async function tellVendor({ vendorSimulatorUrl }: Pick<Product, 'vendorSimulatorUrl'>, change: object = {}): Promise<void> {
  const response = await fetch(`${vendorSimulatorUrl}/settings`, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...calm, ...change }) });
  if (!response.ok) throw new Error(`The vendor answered ${response.status}: ${await response.text()}`);
}

/** Calls the API as an admin. Throws when it is refused. */
export async function ask({ call }: Pick<Product, 'call'>, method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const answer = await call(method, path, body === undefined ? {} : { body });
  if (answer.status >= 400) throw new Error(`${method} ${path} was refused with ${answer.status}: ${JSON.stringify(answer.body)}`);
  return z.looseObject({}).parse(answer.body ?? {});
}

/** The template that good requests refer to; whoever may delete templates may find it among those there are. */
export async function putLetterBack({ call }: Pick<Product, 'call'>): Promise<void> {
  const letter = { name: 'fuzz-letter', subject: 'Hello {{ name }}', html: '<p>Hello {{ name }}, <a href="https://example.com/news">read on</a></p>', sample: { name: 'Ada' } };
  expect([201, 409]).toContain((await call('POST', '/api/v1/templates', { body: letter })).status);
}

/**
 * Puts something of everything into the product, most of it in several states, by the ways that users have; a worker runs meanwhile, and has
 * ended when this resolves. What there is then, by the segment before its id in an address, and by the field that refers to it.
 */
export async function seed({ product, vendor }: FuzzedProduct): Promise<KnownValues> {
  const make = async (path: string, body: unknown) => WithId.parse(await ask(product, 'POST', `/api/v1/${path}`, body)).id;
  const notify = (body: object) => make('notifications', { to: 'ada@example.com', subject: 'Hello', text: 'Hello', ...body });
  const vendorNotification = () => notify({ channel: 'vendor' });
  const campaign = (change: object) => make('campaigns', { name: 'Letter', template: 'fuzz-letter', category: 'fuzz-news', ...change });
  const started = async (change: object, ...steps: string[]) => {
    const id = await campaign(change);
    for (const step of ['launch', ...steps]) await ask(product, 'POST', `/api/v1/campaigns/${id}/${step}`, {});
    return id;
  };
  const rows = await addPeople(product);
  await putLetterBack(product);
  const segmentId = await make('segments', { name: 'Everybody', rule: null });
  await ask(product, 'POST', '/api/v1/suppressions', { addresses: ['gone@example.com'] });
  const operator = await make('operators', { email: 'grace@example.com', name: 'Grace', role: 'viewer', password: 'a password of twelve' });
  const apiKey = await make('api-keys', { name: 'Another', scopes: ['users:read'] });

  // When somebody looks at them first, it is noted since when slots of a schedule count, and that a queue is there.
  for (const path of ['schedules', 'queues']) await ask(product, 'GET', `/api/v1/${path}`);

  const worker = await product.startWorker();
  // One that a vendor takes and never answers for; by the time that this is known, all others have come to their end.
  await tellVendor(product, { faults: { ...calm.faults, hangs: 1, drops: 1 } });
  const unknown = [await vendorNotification()];
  await vi.waitFor(async () => expect(await (await fetch(`${product.vendorSimulatorUrl}/settings`)).json()).toMatchObject({ messages: 1 }), patience);
  await tellVendor(product);

  const run = await make('schedules/user.inactive-user/run', {});
  const sentCampaign = await started({ tracking: true, category: 'fuzz-tracked', segmentId });
  const sent = [await notify({}), await vendorNotification()];
  await untilAll(product, sent, ['sent', 'delivered']);
  await tellVendor(product, { successRate: 0 });
  const failedCampaign = await started({ channel: 'vendor', pauseAtBounceRate: null });
  const failed = await Promise.all(Array.from({ length: 12 }, vendorNotification));
  await untilAll(product, failed, ['failed']);
  for (const id of [sentCampaign, failedCampaign]) await vi.waitFor(async () => expect(CampaignWithStats.parse(await ask(product, 'GET', `/api/v1/campaigns/${id}`)).campaign.status).toBe('finished'), patience);
  await tellVendor(product);
  await untilAll(product, unknown, ['unknown']);
  const mails = await readMails(product);
  await worker.stop();

  const queued = [await notify({}), await notify({ sendAt: muchLater })];
  const campaigns = [sentCampaign, failedCampaign, await campaign({}), await started({ schedule: later }), await started({}), await started({}, 'pause'), await started({}, 'cancel')];
  const logs = CommunicationLogPage.parse(await ask(product, 'GET', `/api/v1/campaigns/${sentCampaign}/logs`)).items.map(({ id }) => id);
  const receipts = ReceiptPage.parse(await ask(product, 'GET', '/api/v1/receipts')).items.map(({ id }) => id);
  const addresses = people.map((name) => `${name}@example.com`);
  return {
    ...rows,
    ...mails,
    notifications: [...queued, ...sent, ...failed, ...unknown],
    failed,
    templates: ['fuzz-letter', 'test-email'],
    schedules: ScheduleName.options,
    runs: [run],
    campaigns,
    sentCampaigns: [sentCampaign],
    failedCampaigns: [failedCampaign],
    logs,
    queues: queueNames,
    receipts: [vendor.name],
    '{provider}': receipts,
    segments: [segmentId],
    suppressions: ['gone@example.com'],
    operators: [operator],
    'api-keys': [apiKey],
    // As fields of bodies and queries.
    template: ['fuzz-letter', 'test-email'],
    segmentId: [segmentId],
    userId: rows.users,
    to: addresses,
    email: addresses,
    recipient: addresses,
    provider: [vendor.name],
    jobName: ['maintenance.expire-leases'],
  };
}

async function addPeople({ call, sqlService }: Product): Promise<Record<'users' | 'payments' | 'verifications', readonly string[]>> {
  const users = people.map((name) => UserId.parse(`u-${name}`));
  const lines = people.map((name, index) => `u-${name},${name},${name}@example.com,+4930123456${index},Europe/Berlin,2020-01-01T00:00:00Z`);
  const imported = await call('POST', '/api/v1/users/import', { body: ['id,name,email,phone,timeZone,createdAt', ...lines].join('\n'), headers: { 'content-type': 'text/csv' } });
  expect(imported).toMatchObject({ status: 200, body: { imported: people.length } });
  const [payments, verifications] = await Promise.all([
    Promise.all(users.map(async (userId) => (await sqlService.createPayment({ body: { id: PaymentId.parse(`pay-${userId}`), userId, reference: 'Invoice 7', amountMinor: 1_250, currency: 'EUR', dueDate: '2030-01-01' } })).id)),
    Promise.all(users.map(async (userId) => (await sqlService.createVerification({ body: { id: VerificationId.parse(`vrf-${userId}`), userId, employeeName: 'Grace', email: 'grace@example.com', expiresAt: '2034-01-01T00:00:00Z' } })).id)),
  ]);
  return { users, payments, verifications };
}

async function untilAll(product: Product, ids: readonly string[], statuses: readonly string[]): Promise<void> {
  const others = async () => (await Promise.all(ids.map(async (id) => NotificationDetail.parse(await ask(product, 'GET', `/api/v1/notifications/${id}`)).status))).filter((status) => !statuses.includes(status));
  await vi.waitFor(async () => expect(await others()).toEqual([]), patience);
}

/** What the sandbox has received, and the links in it: for choosing what one gets, of the picture, and behind a word. */
async function readMails(product: Product): Promise<Record<'inbox' | 'u' | 'o' | 'c', readonly string[]>> {
  const inbox = InboxPage.parse(await ask(product, 'GET', '/api/v1/inbox')).items.map(({ id }) => id);
  const texts = await Promise.all(inbox.map(async (id) => InboxMessage.parse(await ask(product, 'GET', `/api/v1/inbox/${id}`)).html ?? ''));
  const links = (pattern: RegExp) => texts.flatMap((text) => [...text.matchAll(pattern)].map(([, token = '']) => token));
  return { inbox, u: links(/\/u\/([\w.~-]+)/g), o: links(/\/t\/o\/([\w.~-]+)/g), c: links(/\/t\/c\/([\w.~-]+)/g) };
}
