import { z } from 'zod';
import { fromBase64Url, toBase64Url } from '../base64-url.ts';
import { CarillonError } from '../errors.ts';

/** The cursors of one kind of list: where a page ended, as a tuple; opaque to clients, and fit for a URL. */
export interface Cursor<Position extends z.ZodTuple> {
  encode(position: z.output<Position>): string;
  /** Throws a CarillonError (`validation-failed`) for anything that was not handed out here. */
  decode(cursor: string): z.output<Position>;
}

export function defineCursor<Position extends z.ZodTuple>(position: Position): Cursor<Position> {
  return {
    encode: (value) => toBase64Url(JSON.stringify(z.encode(position, value))),
    decode(cursor) {
      const parsed = position.safeParse(readJson(cursor));
      if (!parsed.success) throw unknownCursor();
      return parsed.data;
    },
  };
}

/** The refusal of a cursor. */
export function unknownCursor(): CarillonError {
  return new CarillonError('validation-failed', 'The cursor is not one that this service handed out: start again without it.', {
    details: [{ parameter: 'cursor', code: 'invalid-cursor', message: 'is not a cursor of this list' }],
  });
}

/** Undefined for what is no base64url, or no JSON. */
function readJson(cursor: string): unknown {
  try {
    return JSON.parse(fromBase64Url(cursor));
  } catch {
    return undefined;
  }
}
