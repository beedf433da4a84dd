import { describe, expect, it } from 'vitest';
import { hashRequest } from './hash-request.ts';

describe('hashRequest', () => {
  it('is the same whatever the order of members, at every depth', () => {
    expect(hashRequest({ a: 1, b: { c: [1, { d: 2, e: 3 }] } })).toBe(hashRequest({ b: { c: [1, { e: 3, d: 2 }] }, a: 1 }));
  });

  it.each([
    ['a value', { a: 1 }, { a: 2 }],
    ['a type', { a: 1 }, { a: '1' }],
    ['the order of a list', { a: [1, 2] }, { a: [2, 1] }],
    ['a member more', { a: 1 }, { a: 1, b: null }],
  ])('differs by %s', (_title, one, other) => {
    expect(hashRequest(one)).not.toBe(hashRequest(other));
  });
});
