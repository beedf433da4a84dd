import { randomUUID } from 'node:crypto';
import { AcceptedNotification, DevSession, ImportReport, InboxPage, RowCount, NotificationDetail, NotificationPage } from '@carillon/domain';
import { expect } from '@playwright/test';

export type Client = Awaited<ReturnType<typeof createClient>>;

/** Calls the API with a Bearer token. Answers are read with the contract's schemas. */
export async function createClient(url: string) {
  const signIn = await fetch(`${url}/api/v1/auth/dev-login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  const { token } = DevSession.parse(await signIn.json());

  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json', ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  /** Adds a user by the product's own import. */
  async function addUser(user: { id: string; name: string; email: string; timeZone?: string; lastActiveAt?: string }): Promise<void> {
    const columns = { timeZone: 'Europe/Berlin', locale: 'en', createdAt: '2020-01-01T00:00:00Z', ...user };
    const body = `${Object.keys(columns).join(',')}\n${Object.values(columns).join(',')}\n`;
    const response = await fetch(`${url}/api/v1/users/import`, { method: 'POST', headers: { 'authorization': `Bearer ${token}`, 'content-type': 'text/csv' }, body });
    expect(ImportReport.parse(await response.json())).toMatchObject({ imported: 1, rejected: 0 });
  }

  const notification = async (id: string) => NotificationDetail.parse(await call('GET', `/notifications/${id}`));
  return {
    call,
    addUser,
    notification,
    /** Accepts a notification with finished content. */
    async create(parts: Record<string, unknown> = {}): Promise<string> {
      const body = { to: 'ada@example.com', subject: 'Hello', text: 'Hello', ...parts };
      return AcceptedNotification.parse(await call('POST', '/notifications', body)).id;
    },
    /** As above, and waits until the worker has sent it. */
    async send(parts: Record<string, unknown> = {}): Promise<string> {
      const id = await this.create(parts);
      await expect.poll(async () => (await notification(id)).status).toBe('sent');
      return id;
    },
    list: async (query: string) => NotificationPage.parse(await call('GET', `/notifications?${query}`)).items,
    count: async (query: string) => RowCount.parse(await call('GET', `/notifications/count?${query}`)).total,
    inbox: async (query: string) => InboxPage.parse(await call('GET', `/inbox?${query}`)).items,
  };
}
