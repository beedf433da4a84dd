import type { Overview } from '@carillon/domain';
import { formatCount } from '../../lib/format-count.ts';

/** Also tells of those that wait for quiet hours to end, a later date or the next try: otherwise they would seem forgotten. */
export function noteOnDue({ due, later, laterCapped }: Pick<Overview, 'due' | 'later' | 'laterCapped'>): string {
  if (later === 0) return due === 0 ? 'Nothing is waiting' : 'Their time has come';
  const waiting = later === 1 && !laterCapped ? 'waits for its time' : 'wait for their time';
  return `${formatCount(later, laterCapped)} ${due === 0 ? '' : 'more '}${waiting}`;
}
