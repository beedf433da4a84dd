import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { importCsv, requiredColumnsOf } from './import-csv.ts';

const Bell = z.strictObject({ name: z.string(), weight: z.string().regex(/^\d+$/, 'must be a number').optional() });

const nameOnly = { encoding: 'utf-8', delimiter: ',', columns: [{ heading: 'name', column: 'name' }] };
const nothing = { imported: 0, updated: 0, existing: 0, duplicates: 0, rejected: 0, problems: [], refused: null };

/** Imports the file in pieces of `size` bytes; tells what was stored, batch by batch. */
async function importFile(file: string | Uint8Array, size = 7) {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  const batches: z.infer<typeof Bell>[][] = [];
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
  const source = Readable.from(pieces);
  const report = await importCsv({
    source,
    columns: ['name', 'weight'],
    aliases: { mass: 'weight' },
    required: requiredColumnsOf(Bell),
    schema: Bell,
    namesOf: () => [],
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
  ['semicolons', 'name;weight\r\nBig, old Tom;12\r\n', { name: 'Big, old Tom', weight: '12' }],
  ['tabs, the first field quoted', '"name"\tweight\n"Tom"\t12\n', { name: 'Tom', weight: '12' }],
  ['tabs and UTF-16, as "Unicode text" is saved', Buffer.from('\ufeffname\tweight\r\nTörn\t12\r\n', 'utf16le'), { name: 'Törn', weight: '12' }],
  ['Windows-1252', Buffer.from('name;weight\r\nT\u00f6rn \u0080;12\r\n', 'latin1'), { name: 'Törn €', weight: '12' }],
  ['line ends of a Macintosh', 'name;weight\rTom;12\r', { name: 'Tom', weight: '12' }],
  ['headings in capitals, with blanks, and by another name', ' NAME ,Mass\nTom,12\n', { name: 'Tom', weight: '12' }],
  ['columns and lines that a spreadsheet left empty', 'name;weight;;\r\nTom;12;;\r\n;;;\r\n', { name: 'Tom', weight: '12' }],
])('%s are read', async (_title, file, expected) => {
  const { report, batches } = await importFile(file);
  expect(batches).toEqual([[expected]]);
  expect(report).toEqual({ ...nothing, imported: 1, format: expect.anything() });
});

it('the report tells how the file was understood', async () => {
  const { report } = await importFile(Buffer.from('Mass;Name\r\n12;T\u00f6rn\r\n', 'latin1'));
  expect(report.format).toEqual({ encoding: 'windows-1252', delimiter: ';', columns: [{ heading: 'Mass', column: 'weight' }, { heading: 'Name', column: 'name' }] });
});

it('an empty file with a header is no mistake', async () => {
  expect((await importFile('name\n')).report).toEqual({ ...nothing, format: nameOnly });
});

it.each([
  ['nothing at all', '', 'is empty'],
  ['nothing but empty lines', '\n\r\n\n', 'is empty'],
  ['a workbook in it', 'PK\u0003\u0004\u0014\u0000\u0006\u0000', 'save it as "CSV UTF-8"'],
])('a file with %s is refused', async (_what, text, reason) => {
  await expect(importFile(text)).rejects.toMatchObject({ code: 'validation-failed', message: expect.stringContaining(reason) });
});

it('holds no more than a batch at a time', async () => {
  const { batches } = await importFile(`name\n${Array.from({ length: 1_201 }, (_, index) => `Tom ${index}\n`).join('')}`, 1_000);
  expect(batches.map((batch) => batch.length)).toEqual([500, 500, 201]);
});

it('lists the first thousand problems and counts all of them', async () => {
  const { report } = await importFile(`name,weight\n${'Tom,heavy\n'.repeat(1_500)}`, 1_000);
  expect(report).toMatchObject({ imported: 0, rejected: 1_500, refused: { lines: 1_000 } });
  expect(report.problems).toHaveLength(1_000);
  expect(report.problems[999]).toEqual({ line: 1_001, column: 'weight', reason: 'must be a number' });
});

it('what is stored before a mistake in the file itself stays, and the report says where reading ended', async () => {
  const { report } = await importFile('name\nTom\n"Ben\nAnn\n');
  expect(report).toMatchObject({ imported: 1, rejected: 1, problems: [{ column: null, reason: expect.stringContaining('what follows it was not read') }] });
});

it('a line that is the same as an earlier one is stored once, and counted', async () => {
  const { report, batches } = await importFile('name;weight\nTom;12\nBen;\n Tom ;12\n');
  expect(batches).toEqual([[{ name: 'Tom', weight: '12' }, { name: 'Ben' }]]);
  expect(report).toMatchObject({ imported: 2, duplicates: 1, existing: 0 });
});

it('a line with the name of an earlier one is stored behind it, and counted once', async () => {
  const batches: unknown[] = [];
  const report = await importCsv({
    source: Readable.from(['name,weight\nTom,1\nBen,1\nTom,2\nTom,3\n']), columns: ['name', 'weight'], required: ['name'], schema: Bell,
    namesOf: ({ name }) => [name],
    store: async (lines) => {
      batches.push(lines.map(({ name, weight }) => `${name} ${weight}`));
      return batches.length === 1 ? lines.length : { imported: 0, updated: 1, refused: [{ index: 1, column: 'weight', reason: 'is too much' }] };
    },
  });
  expect(batches).toEqual([['Tom 1', 'Ben 1'], ['Tom 2', 'Tom 3']]);
  expect(report).toMatchObject({ imported: 2, updated: 0, existing: 0, duplicates: 1, rejected: 1, problems: [{ line: 5, column: 'weight' }] });
});

it('refused lines come back as a file, and are taken from it once they are mended', async () => {
  const { report } = await importFile('Name;Mass\nTom;12\n=Ben;heavy\n"Big; old";much;more\n');
  expect(report.refused).toEqual({
    lines: 2,
    csv: `Reason;Name;Mass\r\nweight must be a number;'=Ben;heavy\r\nhas more or fewer fields than the header;"Big; old";much;more\r\n`,
  });
  const again = await importFile(report.refused?.csv.replace('heavy', '13') ?? '');
  expect(again.batches).toEqual([[{ name: '=Ben', weight: '13' }]]);
  expect(again.report.refused?.csv).toBe(`Reason;Name;Mass\r\nhas more or fewer fields than the header;"Big; old";much;more\r\n`);
});

it('a line with characters of another encoding than those before it is refused', async () => {
  const { report } = await importFile(Buffer.concat([Buffer.from('name\nTörn\n'), Buffer.from('J\u00f6rn\n', 'latin1')]));
  expect(report).toMatchObject({ imported: 1, rejected: 1, problems: [{ line: 3, column: 'name', reason: expect.stringContaining('not UTF-8') }] });
});

it('fails when storing fails', async () => {
  const importing = importCsv({ source: Readable.from(['name\nTom\n']), columns: ['name'], required: ['name'], schema: Bell, namesOf: () => [], store: () => Promise.reject(new Error('The database is away.')) });
  await expect(importing).rejects.toThrow('The database is away.');
});

it('what storing refuses is reported by its line', async () => {
  const importing = importCsv({
    source: Readable.from(['name\nTom\nBen\nAnn\n']), columns: ['name'], required: ['name'], schema: Bell, namesOf: () => [],
    store: async () => ({ imported: 1, updated: 1, refused: [{ index: 1, column: 'name', reason: 'is taken' }] }),
  });
  expect(await importing).toEqual({ ...nothing, imported: 1, updated: 1, rejected: 1, problems: [{ line: 3, column: 'name', reason: 'is taken' }], refused: { lines: 1, csv: 'Reason,name\r\nname is taken,Ben\r\n' }, format: nameOnly });
});

it('columns beyond the known ones are taken where the caller knows them', async () => {
  const Open = z.object({ name: z.string() }).catchall(z.string());
  const lines: unknown[] = [];
  const open = { columns: ['name'], columnIn: (heading: string) => (heading.startsWith('x.') ? heading : null), required: ['name'], schema: Open, namesOf: () => [], store: async (batch: unknown[]) => lines.push(...batch) };
  await importCsv({ ...open, source: Readable.from(['name,x.size\nTom,12\n']) });
  expect(lines).toEqual([{ name: 'Tom', 'x.size': '12' }]);
  await expect(importCsv({ ...open, source: Readable.from(['name,y.size\n']) })).rejects.toMatchObject({ code: 'validation-failed' });
});
