import type { Addresses } from '../load/addresses.ts';
import type { FaultResult } from '../report/fault-result.ts';
import type { Taken } from '../witness/read-witness.ts';
import type { LoggedRow } from './read-log.ts';
import { reconcile, type Asked, type Reconciliation } from './reconcile.ts';

/** A fault that has been tried, and whom it was about. */
export interface Tried {
  result: FaultResult;
  addresses: Pick<Addresses, 'own'>;
  asked: Asked;
}

const LATE = ' (found at the end of the run)';

/** All rows against the whole witness, when nothing can come any more; what is found goes to the fault whose address it has. */
export function lookAgain(tried: readonly Tried[], log: readonly LoggedRow[], witness: readonly Taken[]): FaultResult[] {
  const rowsOf = shareOut(log, tried, () => tried.at(-1));
  // An address of no fault: whatever was tried when it was taken may have led to it.
  const takenOf = shareOut(witness, tried, ({ at }) => tried.findLast(({ result }) => Date.parse(result.at) <= at) ?? tried[0]);
  return tried.map((one) => {
    const [rows, taken] = [rowsOf.get(one) ?? [], takenOf.get(one) ?? []];
    return { ...one.result, ...countFates(rows, taken), ...withLate(one.result, reconcile(one.asked, rows, taken)) };
  });
}

/** How many were taken, and how those that were not have ended. */
export function countFates(rows: readonly LoggedRow[], taken: readonly Taken[]): Pick<FaultResult, 'taken' | 'failed' | 'unknown' | 'interrupted'> {
  return {
    taken: taken.length,
    failed: rows.filter(({ status }) => ['failed', 'skipped', 'suppressed', 'cancelled'].includes(status)).length,
    unknown: rows.filter(({ status }) => status === 'unknown').length,
    interrupted: rows.reduce((total, { interrupted }) => total + interrupted, 0),
  };
}

function shareOut<Item extends { to: string }>(items: readonly Item[], tried: readonly Tried[], otherwise: (item: Item) => Tried | undefined): Map<Tried, Item[]> {
  const shares = new Map<Tried, Item[]>();
  for (const item of items) {
    const owner = tried.find(({ addresses }) => addresses.own(item.to)) ?? otherwise(item);
    if (owner === undefined) continue;
    const share = shares.get(owner);
    if (share === undefined) shares.set(owner, [item]);
    else share.push(item);
  }
  return shares;
}

/** What was found right after the fault stays found. */
function withLate(before: Reconciliation, now: Reconciliation): Reconciliation {
  const join = (kind: keyof Reconciliation) => [...before[kind], ...now[kind].filter((text) => !before[kind].includes(text)).map((text) => text + LATE)];
  return { lost: join('lost'), duplicates: join('duplicates'), excused: join('excused'), contradictions: join('contradictions') };
}
