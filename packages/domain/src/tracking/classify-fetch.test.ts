import { describe, expect, it } from 'vitest';
import { classifyFetch, type TrackedFetch } from './classify-fetch.ts';

const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148';
const thunderbird = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.4.0';
const gmail = 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)';
const yahoo = 'YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html';
const issuedAt = new Date('2026-11-22T08:00:00Z');
const fetched = (changes: Partial<Omit<TrackedFetch, 'at'>> & { after?: number }): TrackedFetch => ({ kind: 'open', method: 'GET', userAgent: iphone, issuedAt, ...changes, at: new Date(issuedAt.getTime() + (changes.after ?? 600_000)) });

describe('a person', () => {
  it.each([
    ['with the mail program of a phone', {}],
    ['with a mail program on a desk', { userAgent: thunderbird }],
    ['who follows a link', { kind: 'click' as const }],
    ['as fast as one can be', { after: 3_000 }],
    ['as fast as one can follow a link', { kind: 'click' as const, after: 5_000 }],
    ['whose phone is called a Cubot', { userAgent: 'Mozilla/5.0 (Linux; Android 13; CUBOT X70) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile Safari/537.36' }],
  ])('%s', (_title, changes) => {
    expect(classifyFetch(fetched(changes))).toEqual({ machine: false, sign: null });
  });
});

describe('somebody behind the proxy of their provider', () => {
  it.each([['Gmail', gmail], ['Yahoo', yahoo]])('%s', (_title, userAgent) => {
    expect(classifyFetch(fetched({ userAgent }))).toEqual({ machine: false, sign: 'image-proxy' });
  });
});

describe('a machine', () => {
  it.each([
    ['Mail Privacy Protection', { userAgent: 'Mozilla/5.0' }, 'apple-privacy'],
    ['Gmail, with the delivery', { userAgent: gmail, after: 2_000 }, 'image-proxy'],
    ['a picture proxy that follows links', { userAgent: gmail, kind: 'click' as const }, 'image-proxy'],
    ['a filter that looks at pictures with the delivery', { after: 2_999 }, 'prefetch'],
    ['a filter that looks where links lead with the delivery', { kind: 'click' as const, after: 4_999 }, 'prefetch'],
    ['one that only asks whether the link works', { kind: 'click' as const, method: 'HEAD' }, 'prefetch'],
    ['one before the message was made, by another clock', { after: -1_000 }, 'prefetch'],
    ['a crawler', { userAgent: 'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)' }, 'robot'],
    ['a link filter', { kind: 'click' as const, userAgent: 'BarracudaCentral/1.0' }, 'robot'],
    ['a script', { userAgent: 'python-requests/2.32.3' }, 'robot'],
    ['one without a name', { userAgent: null }, 'no-user-agent'],
    ['one with an empty name', { userAgent: ' ' }, 'no-user-agent'],
  ])('%s', (_title, changes, sign) => {
    expect(classifyFetch(fetched(changes))).toEqual({ machine: true, sign });
  });
});
