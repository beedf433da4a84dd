import { outcomeGroups, sumOf, type StatusCounts } from '@carillon/domain';

/** Under the number of those that failed: how, and how many arrived to somebody who complained. */
export function describeFailed(counts: StatusCounts): string {
  const complained = counts.complained ?? 0;
  const how = sumOf(counts, outcomeGroups.failed) === 0 ? 'Nothing failed' : 'Refused or bounced';
  return complained === 0 ? how : `${how}; ${complained.toLocaleString('en')} ${complained === 1 ? 'was' : 'were'} complained about`;
}
