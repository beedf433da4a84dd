import { ChannelName } from '@carillon/domain';
import { expect, it } from 'vitest';
import { createChannels } from './registry.ts';

const channels = createChannels({
  email: { smtpUrl: 'smtp://127.0.0.1:1', gmail: null, from: 'Carillon <no-reply@carillon.test>', replyTo: null, maxConnections: 1, dkim: null, sendTimeoutMs: 1_000 },
});

it('has a channel for every name of the domain, and no other', () => {
  expect(Object.keys(channels).sort()).toEqual([...ChannelName.options].sort());
});

it.each(ChannelName.options)('registers %s under its own name', (name) => {
  expect(channels[name].name).toBe(name);
});
