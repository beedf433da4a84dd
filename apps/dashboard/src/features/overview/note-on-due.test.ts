import { expect, it } from 'vitest';
import { noteOnDue } from './note-on-due.ts';

it.each([
  { due: 0, later: 0, note: 'Nothing is waiting' },
  { due: 3, later: 0, note: 'Their time has come' },
  { due: 0, later: 1, note: '1 waits for its time' },
  { due: 0, later: 1_200, note: '1,200 wait for their time' },
  { due: 5, later: 1, note: '1 more waits for its time' },
  { due: 10_000, later: 2, note: '2 more wait for their time' },
  { due: 0, later: 10_000, laterCapped: true, note: '10,000+ wait for their time' },
])('$due due, $later later: $note', ({ due, later, laterCapped = false, note }) => {
  expect(noteOnDue({ due, later, laterCapped })).toBe(note);
});
