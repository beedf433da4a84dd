import type { Recipes, Workshop } from '../workshop.ts';

const message = (shop: Workshop) => ({ reference: `${shop.unique('ref')}.1`, to: shop.take('to'), subject: 'Hello', text: 'Hello' });
const settings = { successRate: 1, latencyMs: { min: 0, max: 5 }, faults: { duplicates: 0 } };

export const vendorSimulatorRecipes: Recipes = {
  plain: {
    sendMessage: (shop) => ({ headers: { 'idempotency-key': shop.unique('key') }, body: message(shop) }),
    sendMessageOfFirstAccount: (shop) => ({ body: message(shop) }),
    findMessage: (shop) => ({ query: { reference: shop.take('reference') } }),
    findMessageOfFirstAccount: (shop) => ({ query: { reference: shop.take('reference') } }),
    changeSettings: () => ({ body: settings }),
    changeAllSettings: () => ({ body: settings }),
  },
  prepared: {},
};
