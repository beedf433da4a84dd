import { unknownCursor, type Page } from '@carillon/domain';

/**
 * Reads one list after another as if they were one: the cursor tells in which list it stands. Throws a CarillonError
 * (`validation-failed`) for a cursor that was not handed out here.
 */
export async function readListParts<Item>(
  parts: readonly ((cursor: string | undefined) => Promise<Page<Item>>)[],
  cursor: string | undefined,
): Promise<Page<Item>> {
  const match = /^(\d{1,3})~(.*)$/.exec(cursor ?? '0~');
  const position = Number(match?.[1] ?? -1);
  const inner = match?.[2] ?? '';
  const read = parts[position];
  if (read === undefined) throw unknownCursor();
  const page = await read(inner === '' ? undefined : inner);
  if (page.nextCursor !== null) return { items: page.items, nextCursor: `${position}~${page.nextCursor}` };
  return { items: page.items, nextCursor: position + 1 < parts.length ? `${position + 1}~` : null };
}
