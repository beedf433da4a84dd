import { createLinkTokens } from '@carillon/domain';
import { expect, it } from 'vitest';
import { createLinkSigner } from './create-link-signer.ts';
import { createMessageLinks } from './create-message-links.ts';

const links = createMessageLinks({ publicUrl: 'https://mail.example.com', tokens: createLinkTokens(createLinkSigner([new Uint8Array(32)])) });
const subject = { userId: 'u-1', category: 'news', logId: 'com_1' };
const url = links.unsubscribeUrl(subject) ?? '';
const message = { subject: 'Hi', text: 'Hi', html: '<body><a href="https://shop.test/">Buy</a></body>', headers: { 'X-Tag': 'a' } };
const tracked = { campaignId: 'cmp_1', at: new Date('2026-11-22T08:00:00Z') };

it('gives every message that may be refused a way out, in headers and at its end', () => {
  const finished = links.finish(message, subject, null);
  expect(finished.headers).toEqual({ 'X-Tag': 'a', 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' });
  expect(finished.text).toContain(url);
  expect(finished.html).toContain(`href="${url}"`);
  expect(finished.html).toContain('href="https://shop.test/"');
});

it('leaves what nobody may refuse as it is', () => {
  expect(links.finish(message, { ...subject, category: 'transactional' }, null)).toEqual(message);
});

it('tracks where it is asked to, and never the way out', () => {
  const { html } = links.finish(message, subject, tracked);
  expect(html).toMatch(/href="https:\/\/mail\.example\.com\/t\/c\/1c\.[\w.-]+">Buy/);
  expect(html).toContain(`href="${url}"`);
  expect(html).toContain('<img src="https://mail.example.com/t/o/1o.');
});

it('has nothing to track where there is no HTML', () => {
  expect(links.finish({ ...message, html: null }, subject, tracked).html).toBeNull();
});
