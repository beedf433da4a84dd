/**
 * A deterministic job id: equal parts make equal ids, so that a job asked for twice exists once. BullMQ forbids `:` and
 * ids that are whole numbers; percent-encoding the former and requiring a word in front keeps distinct parts distinct.
 * Throws a RangeError when there is nothing to tell jobs apart by.
 */
export function jobIdFrom(name: string, ...parts: readonly string[]): string {
  if (!/^[a-z]/.test(name) || parts.length === 0) throw new RangeError(`A job id needs a name and at least one part, not "${name}" and ${parts.length} parts`);
  return [name, ...parts].map((part) => part.replaceAll('%', '%25').replaceAll(':', '%3A').replaceAll('_', '%5F')).join('_');
}
