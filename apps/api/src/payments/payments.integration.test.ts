import { MOST_SEARCHED_USERS } from '@carillon/domain';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { shareTestApi } from '../testing/share-test-api.ts';
import { silentUser } from '../testing/start-data-service.ts';

const shared = shareTestApi();
const payment = { id: 'p-1', userId: 'u-silent', reference: 'INV-1', description: '', amountMinor: 1_250, currency: 'EUR', dueDate: '2020-03-01', status: 'pending', paidAt: null, createdAt: '2020-02-01T00:00:00.000Z', updatedAt: '2020-03-02T00:00:00.000Z' };

/** Searches where the mongo-service finds these users; answers with what the services were asked besides. */
async function search(path: string, users: { items: unknown[]; nextCursor: string | null }) {
  const { api, service } = shared;
  service.answer((asked) => ({ status: 200, body: asked === '/users' ? users : { items: [payment], nextCursor: null } }));
  const response = await request(api.url).get(`/api/v1/payments?${path}`).auth(await api.tokenFor('viewer'), { type: 'bearer' });
  return { response, asked: service.requests.map(({ url }) => url) };
}

describe('a search for payments', () => {
  it('goes by the reference, and by the users that it means', async () => {
    const { response, asked } = await search('search=gra&status=pending&limit=10', { items: [silentUser, { ...silentUser, id: 'u-2' }], nextCursor: null });
    expect(response.body).toEqual({ items: [payment], nextCursor: null, usersCapped: false });
    expect(asked).toEqual([`/users?search=gra&limit=${MOST_SEARCHED_USERS}`, '/payments?limit=10&status=pending&search=gra&orUserIds=u-silent%2Cu-2']);
  });

  it('goes by the reference alone where it means no user', async () => {
    const { asked } = await search('search=INV-1', { items: [], nextCursor: null });
    expect(asked).toContain('/payments?limit=50&search=INV-1');
  });

  it('goes by the reference alone where that is wanted, and looks nobody up', async () => {
    const { response, asked } = await search('search=ada&searchIn=reference&limit=5', { items: [silentUser], nextCursor: null });
    expect([response.body, asked]).toEqual([{ items: [payment], nextCursor: null }, ['/payments?limit=5&search=ada']]);
  });

  it('says when it means more users than it looks at', async () => {
    const { response } = await search('search=a', { items: [silentUser], nextCursor: 'more' });
    expect(response.body.usersCapped).toBe(true);
  });

  it('is counted by the same', async () => {
    const { api, service } = shared;
    service.answer((asked) => ({ status: 200, body: asked === '/users' ? { items: [silentUser], nextCursor: null } : { total: 1_000, capped: true } }));
    const response = await request(api.url).get('/api/v1/payments/count?search=gra&status=pending').auth(await api.tokenFor('viewer'), { type: 'bearer' });
    expect(response.body).toEqual({ total: 1_000, capped: true });
    expect(service.requests.map(({ url }) => url)).toEqual([`/users?search=gra&limit=${MOST_SEARCHED_USERS}`, '/payments/count?status=pending&search=gra&orUserIds=u-silent']);
  });

  it.each([['nothing', 'search=%20'], ['more than a line', 'search=a%0Ab'], ['users by their ids', 'search=a&orUserIds=u-1']])('for %s is refused', async (_what, path) => {
    const { response, asked } = await search(path, { items: [], nextCursor: null });
    expect([response.status, response.body.code, asked]).toEqual([422, 'validation-failed', []]);
  });
});
