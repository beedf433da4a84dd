import type { Recipes, Workshop } from '../workshop.ts';

const user = (shop: Workshop) => {
  const id = shop.unique('u');
  return { id, name: 'Grace', email: `${id}@example.com`, timeZone: 'Europe/Berlin', tags: ['vip'], attributes: { plan: 'pro' } };
};
const newUser = async (shop: Workshop) => ({ id: String((await shop.make('POST', '/users', user(shop)))['id']) });

export const mongoServiceRecipes: Recipes = {
  plain: {
    listInactiveUsers: () => ({ query: { before: '2027-01-01T00:00:00Z', limit: '2' } }),
    listLoginInactiveUsers: () => ({ query: { before: '2027-01-01T00:00:00Z' } }),
    listUsers: (shop) => ({ query: { ids: [shop.take('users'), shop.take('users')].join(','), status: 'active' } }),
    createUser: (shop) => ({ body: user(shop) }),
    importUsers: (shop) => ({ body: `id,name,email\n${shop.unique('u')},Grace,grace@example.com\n` }),
    listLogins: (shop) => ({ query: { userId: shop.take('users') } }),
    listVerificationAttempts: (shop) => ({ query: { verificationId: shop.take('verifications') } }),
    recordVerificationAttempt: (shop) => ({ body: { verificationId: shop.unique('vrf'), number: 1 } }),
    listNotificationHistory: (shop) => ({ query: { userId: shop.take('users') } }),
  },
  // Of users of their own: whoever was tried before may have deleted those that there were.
  prepared: {
    getUser: async (shop) => ({ path: await newUser(shop) }),
    updateUser: async (shop) => ({ path: await newUser(shop), body: { name: shop.unique('Grace') } }),
    recordConsent: async (shop) => ({ path: await newUser(shop), body: { category: 'news', wanted: true, source: 'test' } }),
    recordLogin: async (shop) => ({ body: { userId: (await newUser(shop)).id } }),
    deleteUser: async (shop) => ({ path: await newUser(shop) }),
    deactivateUser: async (shop) => ({ path: await newUser(shop), body: { inactiveSince: '2035-01-01T00:00:00Z', reason: 'No sign of life' } }),
  },
};
