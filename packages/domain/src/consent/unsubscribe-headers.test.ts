import { expect, it } from 'vitest';
import { preferencesUrl, unsubscribeHeaders } from './unsubscribe-headers.ts';

const options = { publicUrl: 'https://mail.example.com/', tokens: { preferences: ({ userId, category, logId }: { userId: string; category: string; logId: string }) => `${userId}~${category}~${logId}` } };
const subject = { userId: 'u-1', category: 'payments', logId: 'ntf_1' };

it('names one address for a click in the mail program and for one by itself', () => {
  expect(unsubscribeHeaders(preferencesUrl(subject, options))).toEqual({ 'List-Unsubscribe': '<https://mail.example.com/u/u-1~payments~ntf_1>', 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' });
  expect(preferencesUrl(subject, options)).toBe('https://mail.example.com/u/u-1~payments~ntf_1');
});

it('offers nothing for what nobody can unsubscribe from', () => {
  expect(unsubscribeHeaders(preferencesUrl({ ...subject, category: 'transactional' }, options))).toEqual({});
  expect(preferencesUrl({ ...subject, category: 'transactional' }, options)).toBeNull();
});
