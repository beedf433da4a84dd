import { ApiKeyId } from '@carillon/domain';
import { describe, expect, it } from 'vitest';
import { makeKeyToken, readKeyToken, sameHash } from './key-token.ts';

const id = ApiKeyId.parse('key_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q');
const made = makeKeyToken(id, (size) => new Uint8Array(size).fill(255));

describe('API keys', () => {
  it('carry their id and 256 random bits', () => {
    expect(made.token).toBe(`crl_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q_${'_'.repeat(42)}8`);
  });

  it('are recognised by their hash alone', () => {
    expect(readKeyToken(made.token)).toEqual({ id, secretHash: made.secretHash });
    expect(made.secretHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['another prefix', made.token.replace('crl_', 'xyz_')],
    ['a character too few', made.token.slice(0, -1)],
    ['a character too many', `${made.token}a`],
    ['no secret', 'crl_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q'],
  ])('are not read with %s', (_title, token) => {
    expect(readKeyToken(token)).toBeNull();
  });

  it.each([
    ['equal hashes are the same', made.secretHash, made.secretHash, true],
    ['another one is not', made.secretHash, made.secretHash.replace(/^./, (digit) => (digit === '0' ? '1' : '0')), false],
    ['nor is one of another length', made.secretHash, 'ab', false],
  ])('%s', (_title, left, right, expected) => {
    expect(sameHash(left, right)).toBe(expected);
  });
});
