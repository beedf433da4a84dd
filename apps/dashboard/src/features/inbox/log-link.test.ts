import { expect, it } from 'vitest';
import { logLinkOf } from './log-link.ts';

const header = (name: string, value: string) => ({ name, value });

it.each([
  ['a notification', 'ntf_1', [], '/notifications/ntf_1'],
  ['a test of a campaign, which is a notification', 'ntf_1', [header('X-Carillon-Campaign', 'cmp_1')], '/notifications/ntf_1'],
  ['a recipient of a campaign', null, [header('X-Carillon-Campaign', 'cmp_1'), header('X-Carillon-Recipient', 'com_1')], '/campaigns/cmp_1/recipients/com_1'],
  ['somebody else', null, [header('Subject', 'Hello')], null],
])('leads from a message of %s to its log', (_who, notificationId, headers, link) => {
  expect(logLinkOf({ notificationId, headers })).toBe(link);
});
