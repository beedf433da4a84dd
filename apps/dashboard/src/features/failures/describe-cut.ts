import { failuresGrouped, type FailureGroups } from '@carillon/domain';

type Cut = Pick<FailureGroups, 'newestOnly' | 'leftOut'>;

export function isCut({ newestOnly, leftOut }: Cut): boolean {
  return newestOnly || leftOut > 0;
}

/** What the list of failures by reason does not show. */
export function describeCut({ newestOnly, leftOut }: Cut): string {
  const grouped = newestOnly ? `Only the newest ${failuresGrouped.toLocaleString('en')} are grouped here.` : '';
  const rarer = leftOut === 0 ? '' : leftOut === 1 ? 'One more reason, less frequent, is not listed.' : `${leftOut.toLocaleString('en')} more reasons, less frequent, are not listed.`;
  return [grouped, rarer].filter((sentence) => sentence !== '').join(' ');
}
