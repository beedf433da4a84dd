import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ConfigurationError, loadApiConfig, loadDoctorConfig, loadWorkerConfig, type Environment } from './index.ts';
import { loadSender } from './sender.ts';

test.each([
  ['Carillon <no-reply@example.com>', { name: 'Carillon', address: 'no-reply@example.com', domain: 'example.com' }],
  ['no-reply@carillon.localhost', { name: '', address: 'no-reply@carillon.localhost', domain: 'carillon.localhost' }],
  ['<no-reply@example.com>', { name: '', address: 'no-reply@example.com', domain: 'example.com' }],
  ['root@localhost', { name: '', address: 'root@localhost', domain: 'localhost' }],
  ['"Müller, Zürich" <post@example.ch>', { name: 'Müller, Zürich', address: 'post@example.ch', domain: 'example.ch' }],
  [String.raw`"The \"House\"" <post@example.ch>`, { name: 'The "House"', address: 'post@example.ch', domain: 'example.ch' }],
  ['Ada & Sons (Ltd.)  <post@example.com>', { name: 'Ada & Sons (Ltd.)', address: 'post@example.com', domain: 'example.com' }],
  [' Post <post@münchen.example> ', { name: 'Post', address: 'post@münchen.example', domain: 'münchen.example' }],
])('%j is read', (MAIL_FROM, sender) => {
  expect(loadSender({ MAIL_FROM })).toEqual(sender);
});

test('left out, it is one of the machine\'s own', () => {
  expect(loadSender({})).toEqual({ name: 'Carillon', address: 'no-reply@carillon.localhost', domain: 'carillon.localhost' });
});

const wrong = ['Carillon', 'a@example.com, b@example.com', 'a@example.com,b@example.com', 'Carillon <>', 'Carillon <a@b', 'a@b@c', 'Team: a@example.com, b@example.com;', 'a@example.com\r\nBcc: b@example.com', '"a\nb" <a@example.com>', 'A <a@example.com> B <b@example.com>', 'a@example.com <b@example.com>'];

const directory = mkdtempSync(join(tmpdir(), 'carillon-sender-'));
afterAll(() => rmSync(directory, { recursive: true }));

describe.each<{ process: string; load: (environment: Environment) => unknown }>([
  { process: 'api', load: loadApiConfig },
  { process: 'worker', load: loadWorkerConfig },
  { process: 'doctor', load: loadDoctorConfig },
])('the $process does not start', ({ load }) => {
  test.each(wrong)('with the sender %j', (MAIL_FROM) => {
    const problem = new ConfigurationError([`MAIL_FROM: ${JSON.stringify(MAIL_FROM)} is not one e-mail address; write it like: Carillon <no-reply@example.com>; see .env.example`]);
    expect(() => load({ DATA_DIR: directory, MAIL_FROM })).toThrow(problem);
  });
});
