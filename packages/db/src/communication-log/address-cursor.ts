import { CarillonError } from '@carillon/domain';

/** Opaque to clients; base64url so that it can stand in a URL as it is. */
export function encodeAddressCursor({ to, id }: { to: string; id: string }): string {
  return Buffer.from(JSON.stringify([to, id])).toString('base64url');
}

/** Throws a CarillonError (`validation-failed`) for anything this service did not hand out. */
export function decodeAddressCursor(cursor: string): { to: string; id: string } {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'string') return { to: value[0], id: value[1] };
  } catch {
    // falls through to the one refusal
  }
  throw new CarillonError('validation-failed', 'The cursor is not one that this service handed out: start again without it.', {
    details: [{ parameter: 'cursor', code: 'invalid-cursor', message: 'is not a cursor of this list' }],
  });
}
