import { appendFile, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTempDirectory } from '@carillon/testing';
import { expect, it, onTestFinished } from 'vitest';
import { appendAll, openJournal, type JournalEntry } from './journal.ts';

async function newDirectory(): Promise<string> {
  const directory = await createTempDirectory('journal');
  onTestFinished(() => directory.remove());
  return directory.path;
}

async function readJournal(directory: string): Promise<JournalEntry[]> {
  const journal = await openJournal(directory, 100, () => undefined);
  const entries: JournalEntry[] = [];
  for await (const { entry } of journal.readAll()) entries.push(entry);
  await journal.close();
  return entries;
}

it('a line that a crash has cut off does not swallow the next one', async () => {
  const directory = await newDirectory();
  await appendFile(join(directory, 'messages.jsonl'), '{"called":["m-1",0]}\n{"called":["m-');
  const journal = await openJournal(directory, 100, () => undefined);
  await journal.write({ called: ['m-2', 0] });
  await journal.close();
  expect(await readJournal(directory)).toEqual([{ called: ['m-1', 0] }, { called: ['m-2', 0] }]);
});

it('of lines that a disk has no room for, none stays', async () => {
  const name = join(await newDirectory(), 'lines');
  const file = await open(name, 'a+');
  onTestFinished(() => file.close());
  await appendAll(file, ['one']);
  const full = {
    stat: () => file.stat(),
    truncate: (size: number) => file.truncate(size),
    async appendFile() {
      await file.appendFile('two\nthr');
      throw new Error('ENOSPC: no space left on device, write');
    },
  };
  await expect(appendAll(full, ['two', 'three'])).rejects.toThrow('ENOSPC');
  await appendAll(file, ['four']);
  expect(await readFile(name, 'utf8')).toBe('one\nfour\n');
});
