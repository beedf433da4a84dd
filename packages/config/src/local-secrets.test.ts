import { execFile } from 'node:child_process';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadLocalSecrets } from './local-secrets.ts';

const run = promisify(execFile);
let directory: string;
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'carillon-secrets-')), 'data');
});
afterEach(() => rmSync(join(directory, '..'), { recursive: true }));

test('the first start makes a random secret that only the owner can read, later ones find it', async () => {
  const first = loadLocalSecrets(directory);
  expect(first.SESSION_SECRET).toMatch(/^[0-9a-f]{64}$/);
  expect(loadLocalSecrets(directory)).toEqual(first);
  expect((await stat(join(directory, 'secrets.json'))).mode & 0o777).toBe(0o600);
});

test('a file of an earlier version keeps its secret and gains what is missing, the same in every process', async () => {
  loadLocalSecrets(directory);
  const file = join(directory, 'secrets.json');
  await writeFile(file, JSON.stringify({ SESSION_SECRET: '6f1ed002ab5595859014ebf0951522d9' }));
  const completed = loadLocalSecrets(directory);
  expect(completed).toEqual({ SESSION_SECRET: '6f1ed002ab5595859014ebf0951522d9', INTERNAL_JWT_SECRET: expect.stringMatching(/^[0-9a-f]{64}$/), VENDOR_SECRET: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(completed);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await writeFile(file, JSON.stringify({ SESSION_SECRET: '6f1ed002ab5595859014ebf0951522d9' }));
  expect(loadLocalSecrets(directory)).toEqual(completed);
});

test('two installations have different secrets', () => {
  expect(loadLocalSecrets(directory)).not.toEqual(loadLocalSecrets(join(directory, 'other')));
});

test('processes that start at the same time agree on one secret and leave no draft behind', async () => {
  const script = `import { loadLocalSecrets } from ${JSON.stringify(join(import.meta.dirname, 'local-secrets.ts'))}; console.log(loadLocalSecrets(${JSON.stringify(directory)}).SESSION_SECRET);`;
  const file = join(directory, '..', 'start.mts');
  await writeFile(file, script);
  const starts = Array.from({ length: 4 }, () => run(process.execPath, ['--import', 'tsx', file], { cwd: import.meta.dirname }));
  const secrets = new Set((await Promise.all(starts)).map(({ stdout }) => stdout.trim()));
  expect([...secrets]).toEqual([JSON.parse(await readFile(join(directory, 'secrets.json'), 'utf8')).SESSION_SECRET]);
  expect(await readdir(directory)).toEqual(['secrets.json']);
}, 30_000);

test.each([
  { damage: 'half a file', content: '{"SESSION_SECRET":' },
  { damage: 'a short secret', content: '{"SESSION_SECRET":"short"}' },
])('$damage is never replaced silently: the file and the remedy are named', async ({ content }) => {
  const file = join(directory, 'secrets.json');
  loadLocalSecrets(directory);
  await writeFile(file, content);
  expect(() => loadLocalSecrets(directory)).toThrow(`${file} can not be read: mend it, or delete it to have new secrets made`);
  expect(await readFile(file, 'utf8')).toBe(content);
});
