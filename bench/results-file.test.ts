import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTempDirectory } from '@carillon/testing';
import { expect, onTestFinished, test } from 'vitest';
import { keepResult } from './results-file.ts';

const result = { title: 'Something', sides: ['product', 'bare'], measuredAt: '2026-11-28T04:00:00.000Z', rows: [], rounds: [] } satisfies Omit<Parameters<typeof keepResult>[1], 'name'>;

test('a result takes the place of an earlier one of its name, and of no other', async () => {
  const directory = await createTempDirectory('results');
  onTestFinished(() => directory.remove());
  const file = join(directory.path, 'results', '2026-11-28.json');

  await keepResult(file, { ...result, name: 'accept' });
  await keepResult(file, { ...result, name: 'deliver' });
  await keepResult(file, { ...result, name: 'accept', title: 'Something again' });

  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
    results: { accept: expect.objectContaining({ title: 'Something again' }), deliver: expect.objectContaining({ title: 'Something' }) },
  });
});
