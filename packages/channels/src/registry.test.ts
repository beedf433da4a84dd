import { ChannelName } from '@carillon/domain';
import { expect, it } from 'vitest';
import { createProviders, type ProviderSettings } from './registry.ts';

const settings: ProviderSettings = {
  email: { smtpUrl: 'smtp://127.0.0.1:1', gmail: null, from: { name: 'Carillon', address: 'no-reply@carillon.test' }, replyTo: null, maxConnections: 1, dkim: null, sendTimeoutMs: 1_000, ratePerSecond: null },
  vendor: { accounts: [{ name: 'acme', url: 'http://127.0.0.1:1', apiKey: null, ratePerSecond: 50 }, { name: 'backup', url: 'http://127.0.0.1:1', apiKey: null, ratePerSecond: null }], maxConnections: 1, sendTimeoutMs: 1_000 },
};

it.each(ChannelName.options)('has a provider for the channel %s', (channel) => {
  expect(createProviders(settings).namesFor(channel)).not.toEqual([]);
});

it('lists the accounts with their channels and rates, in the order they were given', () => {
  expect(createProviders(settings).list().map(({ name, channel, ratePerSecond }) => ({ name, channel, ratePerSecond }))).toEqual([
    { name: 'email', channel: 'email', ratePerSecond: null },
    { name: 'acme', channel: 'vendor', ratePerSecond: 50 },
    { name: 'backup', channel: 'vendor', ratePerSecond: null },
  ]);
});

it('refuses two accounts with one name', () => {
  const twice = { ...settings.vendor, accounts: [...settings.vendor.accounts, ...settings.vendor.accounts] };
  expect(() => createProviders({ ...settings, vendor: twice })).toThrow('same name');
});
