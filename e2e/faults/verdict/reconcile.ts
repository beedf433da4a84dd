import { isSettled, type NotificationStatus } from '@carillon/domain';
import type { Taken } from '../witness/read-witness.ts';

/** Who was to hear something. */
export interface Asked {
  /** Somebody asked for a message to them, or a rule holds for them: one at most, each has an address of their own. */
  asked: ReadonlySet<string>;
  /** Of these, the ones who were promised it: by a 202, by a rule or by a campaign that started. */
  promised: readonly string[];
}

/** A message as the product's log has it: a notification, or a campaign's record for one user. */
export interface LogRow {
  id: string;
  to: string;
  channel: 'email' | 'vendor';
  status: NotificationStatus;
  reason: string | null;
  /** Null: a campaign's, whose Message-ID is made of its id. */
  messageId: string | null;
  /** How often an operator had it sent again. */
  resends: number;
}

export interface Reconciliation {
  /** Promised, never handed over, and not in a final state with a reason. */
  lost: string[];
  /** Handed over more often than anybody wanted. */
  duplicates: string[];
  /** Handed over more than once because an operator had it sent again, and no oftener than that. */
  excused: string[];
  /** The log says one thing, the witness another; or nobody has asked for it. */
  contradictions: string[];
}

const HANDED_OVER: readonly NotificationStatus[] = ['sent', 'delivered', 'bounced', 'complained'];
const EITHER_WAY: readonly NotificationStatus[] = ['unknown'];

/** Holds the product's log against those outside of it who took its messages. */
export function reconcile({ asked, promised }: Asked, log: readonly LogRow[], witness: readonly Taken[]): Reconciliation {
  const rowsTo = groupBy(log, ({ to }) => to);
  return {
    lost: promised.flatMap((to) => describeLoss(to, rowsTo.get(to)?.[0])),
    ...findCopies(rowsTo, groupBy(witness, ({ to }) => to)),
    contradictions: [
      ...[...rowsTo].flatMap(([to, rows]) => describeRows(to, rows, asked)),
      ...describeDisagreement(log, witness),
      ...describeNameless(rowsTo, witness, asked),
    ],
  };
}

function describeLoss(to: string, row: LogRow | undefined): string[] {
  if (row === undefined) return [`${to}: is in no log`];
  if (!isSettled(row.status)) return [`${to}: ${row.id} is still ${row.status}`];
  return HANDED_OVER.includes(row.status) || (row.reason ?? '') !== '' ? [] : [`${to}: ${row.id} is ${row.status} for no reason`];
}

/** `unknown` excuses nothing: what may have been sent is never sent again by itself. */
function findCopies(rowsTo: ReadonlyMap<string, readonly LogRow[]>, takenTo: ReadonlyMap<string, readonly Taken[]>): Pick<Reconciliation, 'duplicates' | 'excused'> {
  const found = { duplicates: [] as string[], excused: [] as string[] };
  for (const [to, taken] of takenTo) {
    if (taken.length < 2) continue;
    const wanted = 1 + (rowsTo.get(to) ?? []).reduce((total, { resends }) => total + resends, 0);
    (taken.length <= wanted ? found.excused : found.duplicates).push(`${to}: taken ${taken.length} times`);
  }
  return found;
}

function describeRows(to: string, rows: readonly LogRow[], asked: ReadonlySet<string>): string[] {
  return [
    ...(rows.length > 1 ? [`${to}: one request, ${rows.length} notifications (${rows.map(({ id }) => id).join(', ')})`] : []),
    ...(asked.has(to) ? [] : [`${to}: ${rows.map(({ id }) => id).join(', ')} is in the log, and nobody asked for it`]),
  ];
}

function describeDisagreement(log: readonly LogRow[], witness: readonly Taken[]): string[] {
  const takenOf = groupBy(witness, ({ key }) => idIn(key));
  return log.flatMap((row) => {
    const taken = (takenOf.get(row.id) ?? []).some(({ key }) => speaksOf(row, key));
    const handedOver = HANDED_OVER.includes(row.status);
    if (handedOver && !taken) return [`${row.to}: ${row.id} is ${row.status}, and nobody took it`];
    return taken && !handedOver && !EITHER_WAY.includes(row.status) && isSettled(row.status) ? [`${row.to}: ${row.id} is ${row.status}, and was taken`] : [];
  });
}

/** What was taken, and is of no row; or of nobody who was to hear anything. */
function describeNameless(rowsTo: ReadonlyMap<string, readonly LogRow[]>, witness: readonly Taken[], asked: ReadonlySet<string>): string[] {
  return witness.flatMap(({ to, key }) => {
    if (!asked.has(to)) return [`${to}: ${key} was taken, and nobody asked for it`];
    return (rowsTo.get(to) ?? []).some((row) => speaksOf(row, key)) ? [] : [`${to}: ${key} was taken, and no log knows it`];
  });
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** A mail is known by its Message-ID, `<id@host>`; what a vendor took, by `id.attempt`. */
function idIn(key: string): string {
  return /^<?([^@.]*)[@.]/.exec(key)?.[1] ?? key;
}

function speaksOf(row: LogRow, key: string): boolean {
  if (row.channel === 'vendor') return key.startsWith(`${row.id}.`);
  return row.messageId === null ? key.startsWith(`<${row.id}@`) : key === row.messageId;
}
