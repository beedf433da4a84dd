import { describe, expect, test } from 'vitest';
import { deriveLinkKeys, loadLinks } from './links.ts';
import { loadApiConfig, loadWorkerConfig, type Environment } from './index.ts';

const current = '0c5b8e77d1f24a96b3e80f6a7d915c42e6b1f03d8a594c27b06e9d3f1a8c7254';
const other = '6f1ed002ab5595859014ebf0951522d9f0a9a2e4c8f7d3b16f1ed002ab559585';
const own = 'b7d20c41e95fb7d20c41e95fb7d20c41e95fb7d20c41e95f0011223344556677';
const environment = { NODE_ENV: 'test', REDIS_URL: 'redis://r', MONGODB_URI: 'mongodb://m/x', SMTP_URL: 'smtp://s', SESSION_SECRET: other, INTERNAL_JWT_SECRET: current };

describe('the keys of links', () => {
  test('are none of the secrets they come from', () => {
    expect(Buffer.from(deriveLinkKeys(undefined, [current])[0]).toString('hex')).not.toBe(current);
  });

  test('accept links of before a secret was changed', () => {
    const [before] = deriveLinkKeys(undefined, [current]);
    expect(deriveLinkKeys(undefined, [other, current])[1]).toEqual(before);
    expect(deriveLinkKeys(own, [current])[1]).toEqual(before);
    expect(deriveLinkKeys(current, [other])[0]).toEqual(before);
  });

  test.each<{ process: string; load: (environment: Environment) => { links: unknown } }>([
    { process: 'api', load: loadApiConfig },
    { process: 'worker', load: loadWorkerConfig },
  ])('are the same in the $process as wherever the same is set', ({ load }) => {
    expect(load({ ...environment, PUBLIC_URL: 'https://mail.example.com', LINK_SECRET: own }).links).toEqual({ publicUrl: 'https://mail.example.com', keys: deriveLinkKeys(own, [current]) });
  });
});

test('links begin with the local address where no other is given', () => {
  expect(loadLinks({ API_PORT: '4444', INTERNAL_JWT_SECRET: current }).publicUrl).toBe('http://localhost:4444');
});

test('a weak secret is refused by name', () => {
  expect(() => loadLinks({ LINK_SECRET: 'short', INTERNAL_JWT_SECRET: current })).toThrow('LINK_SECRET is a placeholder or shorter than 32 characters');
});
