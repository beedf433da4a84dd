import { expect, it } from 'vitest';
import { readProviderMessageId } from './provider-message-id.ts';

it.each([
  ['250 2.0.0 Ok: queued as 4F2D11A0C3', '4F2D11A0C3'],
  ['250 OK id=1qXyZa-0004Ab-1C', '1qXyZa-0004Ab-1C'],
  ['250 2.0.0 OK  1711450000 a1-20020a05si1234567wmb.12 - gsmtp', 'a1-20020a05si1234567wmb.12'],
  ['250 Ok 0100018b5c3c0a4f-9d1c-000000', '0100018b5c3c0a4f-9d1c-000000'],
  ['250 Ok: queued as x8Yz_Q', 'x8Yz_Q'],
  ['250 Message received', null],
  ['250', null],
])('%s → %s', (reply, id) => {
  expect(readProviderMessageId(reply)).toBe(id);
});
