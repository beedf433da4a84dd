import { expect, it } from 'vitest';
import { findLeaks } from './find-leaks.ts';

const secrets = { SESSION_SECRET: '0f1e2d3c4b5a69788796a5b4c3d2e1f0', MAIL_PASSWORD: 'p"ss/w+rd==' };

it.each([
  ['a function', 'Error: no\n    at findUser (/srv/apps/api/dist/main.js:1:2)'],
  ['a method', 'at Object.x (/srv/main.js:10:20)'],
  ['a method, without a place', 'x at Object.x (y'],
  ['an asynchronous one', 'at async x (file:///srv/apps/api/src/app.ts:10:20)'],
  ['an asynchronous one without a place', 'at async run'],
  ['a constructor', 'at new Client (/srv/client.mjs:3:4)'],
  ['one with another name', 'at Foo.bar [as baz] (/srv/foo.cjs:3:4)'],
  ['a built-in', 'at Array.map (<anonymous>)'],
  ['Node.js itself', 'at process.processTicksAndRejections (node:internal/process/task_queues:105:5)'],
  ['a place alone', 'main.js:1:2'],
  ['a module’s body', 'at file:///srv/apps/api/dist/main.js:400:11'],
  ['a stack in JSON', JSON.stringify({ detail: 'Error: no\n    at x' })],
  ['a word and a bracket', 'at handle (x'],
])('a line of a stack is found: %s', (_title, text) => {
  expect(findLeaks(text, {})).not.toEqual([]);
});

it.each([
  ['a package', '/srv/node_modules/express/lib/router'],
  ['an error of a database', 'MongoServerError: E11000 duplicate key'],
  ['the hash of a password', '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$aGFzaA'],
  ['the field of a hash', '{"id":"x","secretHash":"00"}'],
  ['a JWT', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJvcHIifQ.c2lnbmF0dXJl'],
  ['an API key', 'crl_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q_secret'],
  ['the secret of a webhook', 'whsec_AwMDAwMDAwMDAwMDAwMDAwMDAwM='],
  ['SESSION_SECRET', `the key is ${secrets.SESSION_SECRET}`],
  ['SESSION_SECRET', Buffer.from(secrets.SESSION_SECRET).toString('base64')],
  ['SESSION_SECRET', Buffer.from(secrets.SESSION_SECRET).toString('base64url')],
  ['SESSION_SECRET', Buffer.from(secrets.SESSION_SECRET).toString('hex')],
  ['MAIL_PASSWORD', JSON.stringify({ detail: secrets.MAIL_PASSWORD })],
  ['MAIL_PASSWORD', `smtp://ops:${encodeURIComponent(secrets.MAIL_PASSWORD)}@mail.example.com`],
])('%s is found in %s', (name, text) => {
  expect(findLeaks(text, secrets)).toEqual([name]);
});

it.each([
  ['plain words', '{"detail":"Look again (at 10:30), and at the notes"}'],
  ['an instant', '2026-11-29T02:15:36.000Z'],
  ['an address of the API', 'https://carillon.example/api/v1/users/u-1'],
  ['a version of Node.js', 'nodejs_version_info{version="v20.19.0"} 1'],
  ['nothing', ''],
])('%s is no leak', (_title, text) => {
  expect(findLeaks(text, secrets)).toEqual([]);
});

it('what an answer is there to give may be in it, and nothing else', () => {
  expect(findLeaks('{"token":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJvcHIifQ.c2lnbmF0dXJl","key":"crl_01J9ZK3V5Q8W7X6Y"}', secrets, ['a JWT'])).toEqual(['an API key']);
});
