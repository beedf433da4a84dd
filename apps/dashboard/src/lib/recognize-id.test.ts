import { expect, it } from 'vitest';
import { recognizeId } from './recognize-id.ts';

it.each([
  { text: 'ntf_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q', page: '/notifications/ntf_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q' },
  { text: '  msg_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q\n', page: '/inbox/msg_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q' },
  { text: 'seg_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q', page: '/segments/seg_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q' },
  { text: 'ntf_01J9', page: null },
  { text: 'ada@example.com', page: null },
  { text: 'javascript:alert(1)', page: null },
])('leads $text to $page', ({ text, page }) => {
  expect(recognizeId(text)).toBe(page);
});
