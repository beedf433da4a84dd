import type { ChannelName } from '@carillon/domain';
import { createEmailChannel, type EmailChannelOptions } from './email/create-email-channel.ts';
import { createProviderSet, type ProviderSet, type ProviderSetOptions } from './provider-set.ts';
import type { ProviderAccount } from './provider.ts';
import { createVendorChannel } from './vendor/create-vendor-channel.ts';

/** What each channel needs to know; one entry per channel. */
export interface ProviderSettings {
  email: EmailChannelOptions & { ratePerSecond: number | null };
  vendor: {
    accounts: readonly { name: string; url: string; apiKey: string | null; ratePerSecond: number | null }[];
    maxConnections: number;
    sendTimeoutMs: number;
  };
}

/** The one account of mail. */
const EMAIL_PROVIDER = 'email';

const accountsOf: Record<ChannelName, (settings: ProviderSettings) => ProviderAccount[]> = {
  email: ({ email: { ratePerSecond, ...options } }) => [{ name: EMAIL_PROVIDER, channel: createEmailChannel(options), ratePerSecond, maxConcurrent: options.maxConnections }],
  vendor: ({ vendor: { accounts, maxConnections, sendTimeoutMs } }) =>
    accounts.map(({ ratePerSecond, ...account }) => ({
      name: account.name, ratePerSecond, maxConcurrent: maxConnections, channel: createVendorChannel({ ...account, maxConnections, sendTimeoutMs }),
    })),
};

/** Every provider there is, of every channel. Connections are opened by the first send, not here. */
export function createProviders(settings: ProviderSettings, options: ProviderSetOptions = {}): ProviderSet {
  return createProviderSet(Object.values(accountsOf).flatMap((make) => make(settings)), options);
}
