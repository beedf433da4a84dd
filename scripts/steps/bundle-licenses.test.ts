import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { licensesOf } from './bundle-licenses.mjs';

test('every package that went in is named once, with its terms', async () => {
  const root = await mkdtemp(join(tmpdir(), 'carillon-licenses-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const add = async (directory: string, manifest: object, files: Record<string, string>) => {
    const path = join(root, directory);
    await mkdir(path, { recursive: true });
    for (const [file, text] of Object.entries({ 'package.json': JSON.stringify(manifest), ...files })) await writeFile(join(path, file), text);
  };
  const store = 'node_modules/.pnpm';
  await add(`${store}/zod@4/node_modules/zod`, { name: 'zod', version: '4.0.0', license: 'MIT' }, { LICENSE: 'Do as you please.\n', 'index.js': '' });
  await add(`${store}/@a+b@1/node_modules/@a/b`, { name: '@a/b', version: '1.0.0' }, { 'LICENCE.md': 'Ask first.', NOTICE: 'By A.' });

  const inputs = ['packages/domain/src/index.ts', `${store}/zod@4/node_modules/zod/index.js`, `${store}/zod@4/node_modules/zod/deep/core.js`, `${store}/@a+b@1/node_modules/@a/b/index.js`];
  expect(await licensesOf(root, inputs)).toBe('## @a/b 1.0.0\n\nSee below\n\nAsk first.\n\nBy A.\n\n## zod 4.0.0\n\nMIT\n\nDo as you please.\n');
});
