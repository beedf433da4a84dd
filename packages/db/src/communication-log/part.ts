/** Ids begin with the time they were made at: so many characters of it are alike in about a second. */
const PREFIX = 'com_';
const TIME_CHARACTERS = 8;

/**
 * The part of a campaign's recipients that one belongs to: those that were written down in the same second. They are sent to together as
 * well, so that a part comes to rest long before its campaign does.
 */
export function partOf(id: string): string {
  return id.slice(PREFIX.length, PREFIX.length + TIME_CHARACTERS);
}

/** The ids of a part. */
export function idsOfPart(part: string): { $gte: string; $lt: string } {
  return { $gte: `${PREFIX}${part}`, $lt: `${PREFIX}${part}~` };
}
