import { isSettled, type NotificationStatus } from '@carillon/domain';
import type { Taken } from '../witness/read-witness.ts';

/** Somebody who was promised a message: by a 202, or by a rule that holds for them. Everybody is promised one. */
export interface Promised {
  to: string;
}

/** A notification as the product's log has it. */
export interface LogRow {
  id: string;
  to: string;
  channel: 'email' | 'vendor';
  status: NotificationStatus;
  reason: string | null;
  messageId: string;
  /** Whether it was `unknown` at some time. */
  wasUnknown: boolean;
  /** Whether an operator had it sent again. */
  wasResent: boolean;
}

export interface Reconciliation {
  /** Promised, never handed over, and not in a final state with a reason. */
  lost: string[];
  /** Handed over more than once. */
  duplicates: string[];
  /** Of these, the ones the log had owned up to: `unknown`, or sent again by an operator. */
  excused: string[];
  /** The log says one thing, the witness another. */
  contradictions: string[];
}

const HANDED_OVER: readonly NotificationStatus[] = ['sent', 'delivered', 'bounced', 'complained'];
const EITHER_WAY: readonly NotificationStatus[] = ['unknown'];

/** Holds the product's log against those outside of it who took its messages. */
export function reconcile(promised: readonly Promised[], log: readonly LogRow[], witness: readonly Taken[]): Reconciliation {
  const rowsTo = groupByRecipient(log);
  const takenTo = groupByRecipient(witness);
  const found: Reconciliation = { lost: [], duplicates: [], excused: [], contradictions: [] };

  for (const { to } of promised) {
    const row = rowsTo.get(to)?.[0];
    if (row === undefined) found.lost.push(`${to}: is in no log`);
    else if (!isSettled(row.status)) found.lost.push(`${to}: ${row.id} is still ${row.status}`);
    else if (!HANDED_OVER.includes(row.status) && (row.reason ?? '') === '') found.lost.push(`${to}: ${row.id} is ${row.status} for no reason`);
  }

  for (const [to, rows] of rowsTo) {
    if (rows.length > 1) found.contradictions.push(`${to}: one request, ${rows.length} notifications (${rows.map(({ id }) => id).join(', ')})`);
  }

  for (const row of log) {
    const taken = witness.filter(({ key }) => speaksOf(row, key)).length;
    if (HANDED_OVER.includes(row.status) && taken === 0) found.contradictions.push(`${row.to}: ${row.id} is ${row.status}, and nobody took it`);
    if (!HANDED_OVER.includes(row.status) && !EITHER_WAY.includes(row.status) && isSettled(row.status) && taken > 0) found.contradictions.push(`${row.to}: ${row.id} is ${row.status}, and was taken`);
  }

  for (const [to, taken] of takenTo) {
    const rows = rowsTo.get(to) ?? [];
    const nameless = taken.filter(({ key }) => !rows.some((row) => speaksOf(row, key)));
    if (nameless.length > 0) found.contradictions.push(`${to}: ${nameless.map(({ key }) => key).join(', ')} was taken, and no log knows it`);
    if (taken.length < 2) continue;
    const list = rows.some(({ wasUnknown, wasResent }) => wasUnknown || wasResent) ? found.excused : found.duplicates;
    list.push(`${to}: taken ${taken.length} times`);
  }
  return found;
}

function groupByRecipient<Item extends { to: string }>(items: readonly Item[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(item.to, [...(groups.get(item.to) ?? []), item]);
  return groups;
}

/** A mail is known by its Message-ID; what a vendor took, by `<id>.<attempt>`. */
function speaksOf(row: LogRow, key: string): boolean {
  return row.channel === 'email' ? key === row.messageId : key.startsWith(`${row.id}.`);
}
