import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { fingerprint } from './fingerprint.mjs';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'carillon-tree-'));
  await mkdir(join(root, 'apps/api/node_modules'), { recursive: true });
  await writeFile(join(root, 'apps/api/main.ts'), 'one');
  return () => rm(root, { recursive: true });
});

const take = () => fingerprint(root, ['apps', 'missing.yaml']);

test('an unchanged tree has the same fingerprint', () => {
  expect(take()).toBe(take());
});

test.each<{ change: string; apply: () => Promise<void> }>([
  { change: 'another content of the same length', apply: () => writeFile(join(root, 'apps/api/main.ts'), 'two') },
  { change: 'another name', apply: () => rename(join(root, 'apps/api/main.ts'), join(root, 'apps/api/start.ts')) },
  { change: 'one more file', apply: () => writeFile(join(root, 'missing.yaml'), '') },
])('$change is noticed', async ({ apply }) => {
  const before = take();
  await apply();
  expect(take()).not.toBe(before);
});

test('installed packages and build results do not count', async () => {
  const before = take();
  await writeFile(join(root, 'apps/api/node_modules/x.js'), 'installed');
  await mkdir(join(root, 'apps/api/dist'));
  await writeFile(join(root, 'apps/api/dist/main.js'), 'built');
  expect(take()).toBe(before);
});
