import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { importCsv, requiredColumnsOf } from './import-csv.ts';

const Bell = z.strictObject({ name: z.string(), weight: z.string().regex(/^\d+$/, 'must be a number').optional() });

/** Imports the text in pieces of `size` characters; tells what was stored, batch by batch. */
async function importText(text: string, size = 7) {
  const batches: z.infer<typeof Bell>[][] = [];
  const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, index) => text.slice(index * size, (index + 1) * size));
  const source = Readable.from(pieces);
  const report = await importCsv({
    source,
    columns: ['name', 'weight'],
    required: requiredColumnsOf(Bell),
    schema: Bell,
    store: async (lines) => {
      batches.push(lines);
      return lines.length;
    },
  });
  return { report, batches, source };
}

it.each([
  ['plain lines', 'name,weight\nTom,12\n', { name: 'Tom', weight: '12' }],
  ['Windows line ends and a byte order mark', '\ufeffname,weight\r\nTom,12\r\n', { name: 'Tom', weight: '12' }],
  ['columns in another order', 'weight,name\n12,Tom\n', { name: 'Tom', weight: '12' }],
  ['quotes, with a comma, a quote and a line break inside', 'name\n"Big, ""old""\nTom"\n', { name: 'Big, "old"\nTom' }],
  ['an empty field as left out, and empty lines', 'name,weight\n\nTom,\n\n', { name: 'Tom' }],
  ['no line break at the end', 'name\nTom', { name: 'Tom' }],
])('%s are read', async (_title, text, expected) => {
  const { report, batches } = await importText(text);
  expect(batches).toEqual([[expected]]);
  expect(report).toEqual({ imported: 1, updated: 0, existing: 0, rejected: 0, problems: [] });
});

it('an empty file with a header is no mistake', async () => {
  expect((await importText('name\n')).report).toEqual({ imported: 0, updated: 0, existing: 0, rejected: 0, problems: [] });
});

it.each([
  ['nothing at all', ''],
  ['nothing but empty lines', '\n\r\n\n'],
])('a file with %s is refused', async (_what, text) => {
  await expect(importText(text)).rejects.toMatchObject({ code: 'validation-failed', message: expect.stringContaining('is empty') });
});

it('holds no more than a batch at a time', async () => {
  const { batches } = await importText(`name\n${'Tom\n'.repeat(1_201)}`, 1_000);
  expect(batches.map((batch) => batch.length)).toEqual([500, 500, 201]);
});

it('lists the first thousand problems and counts all of them', async () => {
  const { report } = await importText(`name,weight\n${'Tom,heavy\n'.repeat(1_500)}`, 1_000);
  expect(report).toMatchObject({ imported: 0, rejected: 1_500 });
  expect(report.problems).toHaveLength(1_000);
  expect(report.problems[999]).toEqual({ line: 1_001, column: 'weight', reason: 'must be a number' });
});

it('what is stored before a mistake in the file itself stays, and the report says where reading ended', async () => {
  const { report } = await importText('name\nTom\n"Ben\nAnn\n');
  expect(report).toMatchObject({ imported: 1, rejected: 1, problems: [{ column: null, reason: expect.stringContaining('what follows it was not read') }] });
});

it('fails when storing fails', async () => {
  const importing = importCsv({ source: Readable.from(['name\nTom\n']), columns: ['name'], required: ['name'], schema: Bell, store: () => Promise.reject(new Error('The database is away.')) });
  await expect(importing).rejects.toThrow('The database is away.');
});

it('what storing refuses is reported by its line', async () => {
  const importing = importCsv({
    source: Readable.from(['name\nTom\nBen\nAnn\n']), columns: ['name'], required: ['name'], schema: Bell,
    store: async () => ({ imported: 1, updated: 1, refused: [{ index: 1, column: 'name', reason: 'is taken' }] }),
  });
  expect(await importing).toEqual({ imported: 1, updated: 1, existing: 0, rejected: 1, problems: [{ line: 3, column: 'name', reason: 'is taken' }] });
});

it('columns beyond the known ones are taken where the caller knows them', async () => {
  const Open = z.object({ name: z.string() }).catchall(z.string());
  const lines: unknown[] = [];
  const open = { columns: ['name'], isColumn: (name: string) => name.startsWith('x.'), required: ['name'], schema: Open, store: async (batch: unknown[]) => lines.push(...batch) };
  await importCsv({ ...open, source: Readable.from(['name,x.size\nTom,12\n']) });
  expect(lines).toEqual([{ name: 'Tom', 'x.size': '12' }]);
  await expect(importCsv({ ...open, source: Readable.from(['name,y.size\n']) })).rejects.toMatchObject({ code: 'validation-failed' });
});
