import { describeChannelContract, type ProviderBehaviour } from '../channel-contract.ts';
import { createVendorChannel } from './create-vendor-channel.ts';
import { startScriptedVendor, type VendorReaction } from './testing/start-scripted-vendor.ts';

const reactions: Record<Exclude<ProviderBehaviour, 'unreachable'>, VendorReaction> = {
  accept: { status: 202, body: { id: 'vendor-1' } },
  'refuse-for-now': { status: 429, body: { error: 'slow down' } },
  'refuse-for-good': { status: 422, body: { error: 'no such number' } },
  swallow: 'hang',
};

describeChannelContract('The vendor channel', async () => {
  const vendor = await startScriptedVendor(reactions.accept);
  const channel = createVendorChannel({ name: 'acme', url: vendor.url, apiKey: 'correct-horse', maxConnections: 2, sendTimeoutMs: 5_000 });
  return {
    channel,
    secret: 'correct-horse',
    message: { messageId: '<ntf_1@carillon.test>', reference: 'ntf_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q.1', to: 'ada@example.com', subject: 'Hello', text: 'Hello Ada', html: null, headers: {} },
    received: () => vendor.messages.length,
    async behave(behaviour) {
      if (behaviour === 'unreachable') await vendor.close();
      else vendor.use(reactions[behaviour]);
    },
    async stop() {
      await channel.close();
      await vendor.close();
    },
  };
});
