import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { memoryDirectory } from './memory-directory.mjs';

it('is used where it has room enough, and left alone where it has not, or is not there', () => {
  expect(memoryDirectory(tmpdir(), 1)).toEqual({ TMPDIR: tmpdir() });
  expect(memoryDirectory(tmpdir(), Number.MAX_SAFE_INTEGER)).toEqual({});
  expect(memoryDirectory('/nowhere/at/all', 1)).toEqual({});
});
