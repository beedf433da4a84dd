import { createHmac } from 'node:crypto';
import { muchLater } from '../../much-later.ts';
import type { Recipes, Workshop } from '../workshop.ts';

/** What the product that is tried was told, and what no request can do. */
export interface ApiFacts {
  vendor: { name: string; secret: string };
  admin: { email: string; password: string };
  /** A job of `maintenance.expire-leases` is given up for this reason. */
  giveUp(reason: string): Promise<void>;
  /** The token of a new session. */
  signIn(operator: { email: string; password: string }): Promise<string>;
}

const letter = (shop: Workshop) => ({ name: shop.unique('Letter'), template: 'fuzz-letter', channel: 'email', category: 'fuzz-letters' });
const later = { at: '2034-05-06T07:08', timeZone: 'Europe/Berlin' };
const user = (shop: Workshop) => {
  const id = shop.unique('u');
  return { id, name: 'Grace', email: `${id}@example.com`, timeZone: 'Europe/Berlin', tags: ['vip'], attributes: { plan: 'pro' } };
};
const operator = (shop: Workshop) => ({ email: `${shop.unique('op')}@example.com`, name: 'Grace', role: 'viewer', password: 'a password of twelve' });
const template = (shop: Workshop) => ({ name: shop.unique('t'), subject: 'Hello', html: '<p>Hello {{ name }}</p>', sample: { name: 'Ada' } });
const message = (shop: Workshop) => ({ to: shop.take('to'), subject: 'Hello', text: 'Hello' });

const make = async (shop: Workshop, path: string, body: unknown) => String((await shop.make('POST', `/api/v1/${path}`, body))['id']);
const draft = (shop: Workshop, change: object = {}) => make(shop, 'campaigns', { ...letter(shop), ...change });
/** A campaign in the state that the steps lead to. */
const campaign = (change: object, ...steps: readonly (readonly [step: string, body?: unknown])[]) => async (shop: Workshop) => {
  const id = await draft(shop, change);
  for (const [step, body] of steps) await shop.make('POST', `/api/v1/campaigns/${id}/${step}`, body);
  return { path: { id } };
};
const running = campaign({}, ['launch', {}]);

export function apiRecipes({ vendor, admin, giveUp, signIn }: ApiFacts): Recipes {
  return {
    plain: {
      createNotification: (shop) => ({ body: { to: shop.take('to'), template: 'fuzz-letter', data: { name: 'Ada' }, category: 'news', priority: 'low' } }),
      createNotificationByOriginalPath: (shop) => ({ body: message(shop) }),
      listNotifications: (shop) => ({ query: { status: 'queued,failed', channel: 'email', recipient: shop.take('to'), limit: '2' } }),
      retryNotification: (shop) => ({ path: { id: shop.take('failed') } }),
      retryFailures: () => ({ body: { filter: { status: 'failed', channel: 'vendor' } } }),
      sendTestEmail: (shop) => ({ body: { to: shop.take('to') } }),
      streamEvents: () => ({ query: { types: 'notification.changed' }, headers: { 'last-event-id': '0-1' } }),
      createTemplate: (shop) => ({ body: template(shop) }),
      previewTemplate: () => ({ body: { subject: 'Hello {{ name }}', html: '<p>{{ name }}</p>', data: { name: 'Ada' } } }),
      listDue: () => ({ query: { rule: 'payment.send-reminder', limit: '2' } }),
      createCampaign: (shop) => ({ body: { ...letter(shop), segmentId: shop.take('segmentId'), tracking: true, schedule: later } }),
      retryFailedRecipients: (shop) => ({ path: { id: shop.take('failedCampaigns') }, body: { statuses: ['failed', 'unknown'] } }),
      getRecipient: (shop) => ({ path: { id: shop.take('sentCampaigns'), logId: shop.take('logs') } }),
      getRecipientMessage: (shop) => ({ path: { id: shop.take('sentCampaigns'), logId: shop.take('logs') } }),
      listRecipientTracking: (shop) => ({ path: { id: shop.take('sentCampaigns'), logId: shop.take('logs') } }),
      receiveReceipt: (shop) => {
        const body = JSON.stringify({ type: 'message.sent', timestamp: new Date().toISOString(), data: { reference: `${shop.take('notifications')}.1`, messageId: shop.unique('vnd') } });
        return { path: { provider: vendor.name }, headers: sign(vendor.secret, shop.unique('evt'), body), body };
      },
      getReceipt: (shop) => ({ path: { provider: vendor.name, id: shop.take('{provider}') } }),
      replayReceipt: (shop) => ({ path: { provider: vendor.name, id: shop.take('{provider}') } }),
      listUsers: (shop) => ({ query: { ids: [shop.take('users'), shop.take('users')].join(','), limit: '2' } }),
      createUser: (shop) => ({ body: user(shop) }),
      importUsers: (shop) => ({ body: `id,name,email\n${shop.unique('u')},Grace,grace@example.com\n` }),
      updateUser: (shop) => ({ path: { id: shop.take('users') }, body: { name: shop.unique('Grace'), tags: ['vip'] } }),
      recordConsent: (shop) => ({ path: { id: shop.take('users') }, body: { category: 'news', wanted: true } }),
      createSegment: (shop) => ({ body: { name: shop.unique('Segment'), rule: { op: 'equals', field: 'attributes.plan', value: 'pro' } } }),
      previewSegment: () => ({ body: { rule: null, samples: 2 } }),
      addSuppressions: (shop) => ({ body: { addresses: [`${shop.unique('gone')}@example.com`], note: 'asked us to' } }),
      changePreferences: () => ({ headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' }),
      signIn: () => ({ body: { email: admin.email, password: admin.password } }),
      devLogin: () => ({ body: { role: 'viewer' } }),
      createOperator: (shop) => ({ body: operator(shop) }),
      createApiKey: (shop) => ({ body: { name: shop.unique('Key'), scopes: ['users:read'], expiresAt: '2034-01-01T00:00:00Z' } }),
    },
    prepared: {
      changePassword: async (shop) => {
        const somebody = operator(shop);
        await make(shop, 'operators', somebody);
        return { headers: { authorization: `Bearer ${await signIn(somebody)}` }, body: { currentPassword: somebody.password, newPassword: shop.unique('another password') } };
      },
      cancelNotification: async (shop) => ({ path: { id: await make(shop, 'notifications', { ...message(shop), sendAt: muchLater }) } }),
      updateTemplate: async (shop) => {
        const { name, ...content } = template(shop);
        await shop.make('POST', '/api/v1/templates', { name, ...content });
        return { path: { name }, body: { ...content, subject: 'Hello again', version: 1 } };
      },
      deleteTemplate: async (shop) => ({ path: { name: String((await shop.make('POST', '/api/v1/templates', template(shop)))['name']) } }),
      updateSchedule: async (shop) => {
        const rule = shop.take('schedules');
        return { path: { rule }, body: { version: (await shop.make('GET', `/api/v1/schedules/${rule}`))['version'], timeZone: 'Europe/Berlin' } };
      },
      retryDeadLetters: async (shop) => {
        const reason = shop.unique('Given up');
        await giveUp(reason);
        return { body: { jobName: 'maintenance.expire-leases', reason } };
      },
      updateCampaign: async (shop) => ({ path: { id: await draft(shop) }, body: { version: 1, name: shop.unique('Letter') } }),
      deleteCampaign: campaign({}),
      testCampaign: async (shop) => ({ ...(await campaign({})(shop)), body: { to: shop.take('to') } }),
      launchCampaign: async (shop) => ({ ...(await campaign({})(shop)), body: {} }),
      pauseCampaign: running,
      resumeCampaign: campaign({}, ['launch', {}], ['pause']),
      unscheduleCampaign: campaign({ schedule: later }, ['launch', {}]),
      cancelCampaign: running,
      deleteUser: async (shop) => ({ path: { id: await make(shop, 'users', user(shop)) } }),
      updateSegment: async (shop) => ({ path: { id: await make(shop, 'segments', { name: shop.unique('Segment'), rule: null }) }, body: { name: shop.unique('Segment'), rule: null, version: 1 } }),
      deleteSegment: async (shop) => ({ path: { id: await make(shop, 'segments', { name: shop.unique('Segment'), rule: null }) } }),
      releaseSuppression: async (shop) => {
        const address = `${shop.unique('gone')}@example.com`;
        await shop.make('POST', '/api/v1/suppressions', { addresses: [address] });
        return { path: { address } };
      },
      updateOperator: async (shop) => ({ path: { id: await make(shop, 'operators', operator(shop)) }, body: { name: 'Grace', role: 'operator' } }),
      revokeApiKey: async (shop) => ({ path: { id: await make(shop, 'api-keys', { name: shop.unique('Key'), scopes: ['users:read'] }) } }),
    },
  };
}

/** After Standard Webhooks. */
function sign(secret: string, id: string, body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
