import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { csvLines, streamCsv, type CsvRow } from './stream-csv.ts';

describe('csvLines', () => {
  it.each([
    ['a word', 'sent', 'sent'],
    ['nothing', null, ''],
    ['an empty text', '', ''],
    ['a number', -3, '-3'],
    ['zero', 0, '0'],
    ['a comma', 'Hello, Ada', '"Hello, Ada"'],
    ['a quote', 'say "hi"', '"say ""hi"""'],
    ['a line break', 'one\ntwo', '"one\ntwo"'],
    ['half a line break', 'one\rtwo', '"one\rtwo"'],
    ['a formula', '=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['a plus sign in front', '+1', "'+1"],
    ['a minus sign in front of a text', '-1', "'-1"],
    ['an at sign in front', '@SUM(1)', "'@SUM(1)"],
    ['a tab in front', '\t=1', "'\t=1"],
    ['a line break in front', '\r=1', `"'\r=1"`],
    ['a formula in wide letters', '＝1+1', "'＝1+1"],
  ])('writes %s so that it is read back as it was', (_title, value, expected) => {
    expect(csvLines(['a', 'b'], [{ a: value, b: 'end' }])).toBe(`${expected},end\r\n`);
  });
});

describe('streamCsv', () => {
  const columns = ['id', 'name'] as const;
  const never = new AbortController().signal;

  async function* pagesOf(count: number, onAsked: () => void): AsyncGenerator<CsvRow<'id' | 'name'>[]> {
    for (let page = 0; page < count; page += 1) {
      onAsked();
      yield [{ id: page, name: 'x'.repeat(20_000) }];
    }
  }

  it('names the columns, also when there are no rows', async () => {
    const response = new PassThrough();
    const [written] = await Promise.all([text(response), streamCsv(columns, pagesOf(0, () => {}), response, never)]);
    expect(written).toBe('id,name\r\n');
  });

  it('asks for pages no faster than they are taken', async () => {
    const response = new PassThrough();
    let [asked, read, ahead] = [0, 0, 0];
    const streaming = streamCsv(columns, pagesOf(200, () => (asked += 1)), response, never);
    for await (const _chunk of response) ahead = Math.max(ahead, asked - (read += 1));
    await streaming;
    expect([asked, ahead < 10]).toEqual([200, true]);
  });
});
