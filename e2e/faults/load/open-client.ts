import { CreatedApiKey, DevSession, Schedule } from '@carillon/domain';
import type { Stack } from '../stack/start-stack.ts';

export interface Client {
  /** Of the program whose load it is. */
  key: string;
  /** Has reminders swept now, as an operator would; the answer is not waited for, nor needed. */
  sweep(): void;
  /** Asks for a change as an operator would; throws when it is refused. */
  post(path: string, body: object): Promise<unknown>;
}

/** Signs in as an operator would, and sets all up for a run. */
export async function openClient({ apiUrl, vendorUrl }: Stack): Promise<Client> {
  const { token } = DevSession.parse(await call(`${apiUrl}/api/v1/auth/dev-login`, 'POST', {}));
  const asOperator = (path: string, method: string, body?: object) => call(`${apiUrl}/api/v1${path}`, method, body, token);
  const { key } = CreatedApiKey.parse(await asOperator('/api-keys', 'POST', { name: 'Steady load', scopes: ['notifications:write'] }));
  const setSchedule = async (rule: string, change: object) => {
    const { version } = Schedule.parse(await asOperator(`/schedules/${rule}`, 'GET'));
    await asOperator(`/schedules/${rule}`, 'PATCH', { version, ...change });
  };
  // Short times, as for the rest: jobs that Redis forgot are missed after ten seconds instead of two minutes.
  await setSchedule('maintenance.requeue-stale', { parameters: { recheckAfterSeconds: 10 } });
  await setSchedule('payment.send-reminder', { cron: '* * * * *' });
  // A vendor that does what it says: only what happens to the product is tried.
  await call(`${vendorUrl}/settings`, 'PATCH', { successRate: 1, bounceRate: 0, complaintRate: 0, ratePerSecond: null, latencyMs: { min: 5, max: 50 } });
  return {
    key,
    sweep: () => void asOperator('/schedules/payment.send-reminder/run', 'POST').catch(() => undefined),
    post: (path, body) => asOperator(path, 'POST', body),
  };
}

async function call(url: string, method: string, body?: object, token?: string): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url} was answered with ${response.status}: ${text}`);
  return JSON.parse(text);
}
