import { createLinkTokens } from '@carillon/domain';
import { expect, it } from 'vitest';
import { addUnsubscribeLink } from './add-unsubscribe-link.ts';
import { createLinkSigner } from './create-link-signer.ts';
import { trackHtml } from './track-html.ts';

const tokens = createLinkTokens(createLinkSigner([new Uint8Array(32)]));
const options = { publicUrl: 'https://mail.example.com/', tokens };
const log = { logId: 'com_1', campaignId: 'cmp_1', userId: 'u-1', issuedAt: new Date('2026-11-22T08:00:00Z') };
const track = (html: string) => trackHtml(html, log, options);
const tokenAfter = (html: string, path: string) => html.split(`https://mail.example.com${path}`)[1]?.split('"')[0] ?? '';

it('leads links past us to where they led, and to nowhere else', () => {
  const html = track('<body><a href="https://shop.test/?a=1&amp;b=2">Buy</a></body>');
  expect(tokens.readClick(tokenAfter(html, '/t/c/'))).toEqual({ kind: 'click', ...log, link: 1, target: 'https://shop.test/?a=1&b=2' });
});

it('ends what the document shows with one picture', () => {
  const html = track('<html><body><p>Hi</p></body></html>');
  expect(html).toMatch(/^<html><body><p>Hi<\/p><img src="[^"]+" width="1" height="1" alt="" style="[^"]+">\n<\/body><\/html>$/);
  expect(tokens.readOpen(tokenAfter(html, '/t/o/'))).toEqual({ kind: 'open', ...log });
});

it.each([
  ['our own, those for unsubscribing among them', 'https://mail.example.com/u/token'],
  ['mail addresses', 'mailto:ada@example.com'],
  ['those too long to get longer', `https://shop.test/${'x'.repeat(2_000)}`],
])('does not touch links: %s', (_title, target) => {
  expect(track(`<a href="${target}">x</a>`)).toContain(`<a href="${target}">x</a>`);
});

it('tracks a domain that only begins like ours', () => {
  expect(track('<a href="https://mail.example.com.evil.test/">x</a>')).toContain('href="https://mail.example.com/t/c/');
});

it('adds a way out to a message that has none', () => {
  const url = 'https://mail.example.com/u/t?a=1&b=2';
  const added = addUnsubscribeLink({ text: 'Hi\n', html: '<body>Hi</body>' }, url);
  expect(added.text).toBe(`Hi\n\nUnsubscribe or choose what you get:\n${url}\n`);
  expect(added.html).toMatch(/^<body>Hi<p [^>]+><a [^>]*href="https:\/\/mail\.example\.com\/u\/t\?a=1&amp;b=2"[^>]*>Unsubscribe or choose what you get<\/a><\/p>\n<\/body>$/);
  expect(addUnsubscribeLink(added, url)).toEqual(added);
  expect(addUnsubscribeLink({ text: 'Hi', html: null }, url).html).toBeNull();
});
