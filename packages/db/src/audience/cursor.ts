import { CarillonError } from '@carillon/domain';

/** Where a page of an audience ended, and what the next one has to know of it. */
export interface AudiencePosition {
  /** The instant that the whole audience is read as of: "in the last 30 days" means the same on every page. */
  now: Date;
  /** Of the last user that was looked at. */
  key: string;
  id: string;
  /** The address of the last recipient. */
  previousKey: string | null;
}

/** Can be kept for long, e.g. to go on after a crash. */
export function encodeAudienceCursor({ now, key, id, previousKey }: AudiencePosition): string {
  return Buffer.from(JSON.stringify([now.getTime(), key, id, previousKey])).toString('base64url');
}

/** Throws a CarillonError (`validation-failed`) for anything this service did not hand out. */
export function decodeAudienceCursor(cursor: string): AudiencePosition {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(value)) {
      const [now, key, id, previousKey]: unknown[] = value;
      if (typeof now === 'number' && typeof key === 'string' && typeof id === 'string' && (previousKey === null || typeof previousKey === 'string')) return { now: new Date(now), key, id, previousKey };
    }
  } catch {
    // falls through to the one refusal
  }
  throw new CarillonError('validation-failed', 'The cursor is not one of an audience: start again without it.', { details: [{ parameter: 'cursor', code: 'invalid-cursor', message: 'is not a cursor of an audience' }] });
}
