import { describe, expect, it } from 'vitest';
import { parseReference, referenceOf } from './schema.ts';

const logId = 'com_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q';

describe('parseReference', () => {
  it('takes apart what referenceOf put together', () => {
    expect(parseReference(referenceOf(logId, 12))).toEqual({ logId, attempt: 12 });
  });

  it.each([['nothing', ''], ['no attempt', logId], ['attempt zero', `${logId}.0`], ['an attempt that is no number', `${logId}.one`], ['a foreign id', 'order-7.1'], ['more behind it', `${logId}.1.2`]])(
    'knows that %s is none of ours',
    (_title, reference) => {
      expect(parseReference(reference)).toBeNull();
    },
  );
});
