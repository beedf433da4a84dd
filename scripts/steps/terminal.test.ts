import { expect, test } from 'vitest';
import { Problem } from './problem.mjs';
import { createTerminal } from './terminal.mjs';

function record(isTerminal: boolean) {
  const written: string[] = [];
  let time = 0;
  const terminal = createTerminal({ write: (text: string) => void written.push(text), isTerminal, now: () => (time += 700) });
  return { terminal, written };
}

test('each step leaves one line: what, how long, and what came of it', async () => {
  const { terminal, written } = record(false);
  await terminal.step('Packages', async () => 'up to date');
  expect(written.join('')).toMatch(/^✓ Packages +0[.]7 s {2}up to date\n$/);
});

test('a step that fails is marked, and the failure goes on', async () => {
  const { terminal, written } = record(false);
  await expect(terminal.step('Ports', () => Promise.reject(new Problem('taken')))).rejects.toThrow('taken');
  expect(written.join('')).toMatch(/^✗ Ports +0[.]7 s\n$/);
});

test('what a person can mend is said without a stack trace', () => {
  const { terminal, written } = record(false);
  terminal.fail(new Problem('Port 4000 is taken.'));
  expect(written.join('')).toBe('\nPort 4000 is taken.\n');
});

test('colours and the running step are for terminals only', async () => {
  const { terminal, written } = record(true);
  await terminal.step('Build', async () => {});
  expect(written[0]).toContain('… Build'.slice(2));
  expect(written.join('')).toContain('\x1b[32m✓\x1b[0m');
});
