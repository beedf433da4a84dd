import type { ApiConfig } from '@carillon/config';
import type { ConfiguredProvider } from './list-providers.ts';

/** The providers that the workers have, by the same settings: mail, and every vendor. */
export function listConfiguredProviders({ vendors, mailRatePerSecond }: Pick<ApiConfig, 'vendors' | 'mailRatePerSecond'>): ConfiguredProvider[] {
  return [{ name: 'email', channel: 'email', ratePerSecond: mailRatePerSecond }, ...vendors.accounts.map(({ name, ratePerSecond }) => ({ name, channel: 'vendor' as const, ratePerSecond }))];
}
