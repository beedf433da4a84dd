import type { IndexProblem } from '@carillon/db';
import type { Finding } from '../finding.ts';

const subject = 'indexes';

/** A missing index is a broken promise (unique) or a slow list; one that nobody declared only costs. */
export function judgeIndexes(problems: readonly IndexProblem[], declared: number): Finding[] {
  if (problems.length === 0) return [{ level: 'ok', subject, text: `all ${declared} are there, as declared` }];
  return problems.map(({ collection, index, kind }) =>
    kind === 'missing'
      ? { level: 'failure', subject, text: `${collection} lacks { ${index} }`, advice: 'Start the api once: it creates every index, or says why it can not.' }
      : { level: 'warning', subject, text: `${collection} has ${index}, which is not declared like this`, advice: `If nobody of yours needs it, drop it: db.${collection}.dropIndex("${index}")` },
  );
}
