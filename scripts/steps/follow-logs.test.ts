import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { followLogs, lastLines, noteworthy, startFailure } from './follow-logs.mjs';

test.each([
  { line: '{"level":"info","message":"process.ready"}', shown: null },
  { line: '', shown: null },
  { line: '{"level":"warn","message":"smtp.refused","process":"worker","code":450,"timestamp":"…"}', shown: 'worker  smtp.refused  code=450' },
  { line: '{"level":"error","message":"process.start-failed","reason":"no Redis","stack":"Error: …"}', shown: 'worker  process.start-failed  reason=no Redis' },
  { line: 'TypeError: x is not a function', shown: 'worker  TypeError: x is not a function' },
])('of $line the terminal shows $shown', ({ line, shown }) => {
  expect(noteworthy('worker', line)).toBe(shown);
});

test('why a process did not start is told in the words of its last try', () => {
  const failed = (reason: string) => JSON.stringify({ level: 'error', message: 'process.start-failed', reason, error: { stack: 'Error: …' } });
  expect(startFailure([failed('no Redis'), '{"level":"info","message":"process.ready"}', failed('the directory is in use')])).toBe('the directory is in use');
  expect(startFailure(['TypeError: x is not a function'])).toBeNull();
});

test('only what is written from now on is followed, line by line', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'carillon-logs-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const file = join(directory, 'api.log');
  await writeFile(file, 'old\n');
  const seen: string[] = [];
  const stop = followLogs(new Map([['api', file]]), (name, line) => seen.push(`${name}: ${line}`));
  onTestFinished(stop);
  await appendFile(file, 'first\nsec');
  await vi.waitFor(() => expect(seen).toEqual(['api: first']), { timeout: 20_000 });
  await appendFile(file, 'ond\n');
  await vi.waitFor(() => expect(seen).toEqual(['api: first', 'api: second']), { timeout: 20_000 });
  expect(lastLines(file, 2)).toEqual(['first', 'second']);
});
