import { expect, it } from 'vitest';
import { isHardBounce } from './is-hard-bounce.ts';

it.each([
  ['Gmail knows no such account', 'permanent', 550, '550-5.1.1 The email account that you tried to reach does not exist.', true],
  ['Exchange knows no such recipient', 'permanent', 550, '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found', true],
  ['a disabled mailbox', 'permanent', 550, '550 5.2.1 The email account that you tried to reach is disabled.', true],
  ['a mailbox that moved', 'permanent', 551, '551 5.1.6 User has moved', true],
  ['a server that says it in words alone', 'permanent', 550, '550 No such user here', true],
  ['a full mailbox', 'permanent', 552, '552 5.2.2 mailbox full', false],
  ['a domain that is not found now', 'permanent', 550, '550 5.1.2 Domain not found', false],
  ['a message that is not wanted', 'permanent', 550, '550 5.7.1 Message rejected as spam by content: address not found in allow list', false],
  ['an account that is not ours', 'permanent', 535, '535 5.7.8 no such user', false],
  ['a code inside of another', 'permanent', 550, '550 15.1.12 odd', false],
  ['not for good', 'temporary', 450, '450 4.1.1 user unknown', false],
  ['a vendor', 'permanent', 400, 'no such user', false],
  ['nothing was said', 'permanent', null, '', false],
] as const)('%s', (_title, kind, code, text, expected) => {
  expect(isHardBounce({ kind, code, text })).toBe(expected);
});
