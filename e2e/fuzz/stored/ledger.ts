import { expect } from 'vitest';
import { differences, type Snapshot } from './snapshot.ts';

/** A request that may not have changed anything: it was refused, or it only reads. */
export interface Harmless {
  operation: string;
  status: number;
  requestId: string | null;
}

type ReadAudit = (requestIds: readonly string[]) => Promise<{ requestId: string; outcome: string }[]>;

/** Refusals that come while a change is made: only these may have an entry in the audit, which says that it was refused. */
const REFUSED_CHANGE = new Set([404, 409, 422]);
const QUIET_MS = 10;
const TRIES = 500;

/**
 * Holds what is stored after harmless requests against what was stored before them, group by group: a group ends before anything else is
 * sent. The only traces allowed are one audit entry for a change that was refused, and a receipt kept as forged.
 */
export function createLedger({ read, readAudit }: { read: () => Promise<Snapshot>; readAudit: ReadAudit }) {
  let before: Snapshot | null = null;
  let group: Harmless[] = [];

  /** Twice the same: what follows an answer has come to rest. */
  async function readSettled(): Promise<Snapshot> {
    let last = await read();
    for (let tries = 0; tries < TRIES; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
      const next = await read();
      if (differences(last, next).length === 0) return next;
      last = next;
    }
    throw new Error('What is stored does not come to rest');
  }

  async function close(): Promise<void> {
    const [start, requests] = [before, group];
    if (start === null || requests.length === 0) return;
    // Whatever comes of it, the next group begins anew.
    [before, group] = [null, []];
    const after = await read();
    compare(start, after, requests);
    await compareAudit(start, after, requests, readAudit);
    before = after;
  }

  return {
    close,
    /** Before a request; one that `mayWrite` ends the group. */
    async open(mayWrite: boolean): Promise<void> {
      if (mayWrite) await close();
      before ??= await readSettled();
    },
    /** Something else was sent: the next group begins from what is stored then. */
    forget(): void {
      expect(group, 'a group is closed before something is changed').toEqual([]);
      before = null;
    },
    note(request: Harmless): void {
      group.push(request);
    },
  };
}
export type Ledger = ReturnType<typeof createLedger>;

const inWords = (requests: readonly Harmless[]) => requests.map(({ operation, status }) => `${operation} ${status}`).slice(-12).join(', ');

function compare(before: Snapshot, after: Snapshot, requests: readonly Harmless[]): void {
  expect(differences(before, after), `These changed nothing, and yet that is not as it was: ${inWords(requests)}`).toEqual([]);
  const forgeries = requests.filter(({ operation, status }) => operation === 'receiveReceipt' && status === 401).length;
  expect(after.counted.forged - before.counted.forged, `Forged receipts kept of ${inWords(requests)}`).toBeLessThanOrEqual(forgeries);
}

async function compareAudit(before: Snapshot, after: Snapshot, requests: readonly Harmless[], readAudit: ReadAudit): Promise<void> {
  const added = after.counted.audit - before.counted.audit;
  const changes = requests.filter(({ status }) => REFUSED_CHANGE.has(status)).flatMap(({ requestId }) => requestId ?? []);
  const entries = added === 0 ? [] : await readAudit(changes);
  expect({ added, outcomes: entries.map(({ outcome }) => outcome) }, `What the audit says of ${inWords(requests)}`).toEqual({ added: entries.length, outcomes: entries.map(() => 'refused') });
  expect(new Set(entries.map(({ requestId }) => requestId)).size, 'one entry for a request').toBe(entries.length);
}
