import type { Clock } from '@carillon/domain';
import { ageOf, type Journal, type ReportedStatus, type TakenMessage } from './journal.ts';

/** What asking for a message answers. */
export interface KnownMessage {
  id: string;
  reference: string;
  status: 'PENDING' | ReportedStatus;
  reason: string | null;
}

/** Messages by id, by Idempotency-Key and by reference. */
class Generation {
  readonly byId = new Map<string, TakenMessage>();
  readonly byKey = new Map<string, TakenMessage>();
  readonly byReference = new Map<string, TakenMessage>();

  add(message: TakenMessage): void {
    this.byId.set(message.id, message);
    this.byKey.set(`${message.account} ${message.key}`, message);
    this.byReference.set(`${message.account} ${message.reference}`, message);
  }

  remove(message: TakenMessage): void {
    this.byId.delete(message.id);
    this.byKey.delete(`${message.account} ${message.key}`);
    this.byReference.delete(`${message.account} ${message.reference}`);
  }
}

/** What was taken, in memory and in the journal. When the journal begins a new file, the messages of the one before the last are forgotten. */
export function createMessageBook({ clock }: { clock: Clock }) {
  let newer = new Generation();
  let older = new Generation();
  const find = (map: 'byId' | 'byKey' | 'byReference', key: string) => newer[map].get(key) ?? older[map].get(key) ?? null;

  function describe(message: TakenMessage | null): KnownMessage | null {
    if (message === null) return null;
    const age = ageOf(message, clock.now());
    const latest = message.history.findLast(({ afterMs }) => afterMs <= age);
    return { id: message.id, reference: message.reference, status: latest?.status ?? 'PENDING', reason: latest?.reason ?? null };
  }

  return {
    /** Reads what was taken before a restart; yields each message with the callbacks that are still owed. */
    async restore(journal: Pick<Journal, 'readAll'>): Promise<{ message: TakenMessage; called: ReadonlySet<number> }[]> {
      const called = new Map<string, Set<number>>();
      for await (const { entry, file } of journal.readAll()) {
        if ('taken' in entry) (file === 'older' ? older : newer).add(entry.taken);
        else called.set(entry.called[0], (called.get(entry.called[0]) ?? new Set()).add(entry.called[1]));
      }
      const none: ReadonlySet<number> = new Set();
      return [...older.byId.values(), ...newer.byId.values()]
        .map((message) => ({ message, called: called.get(message.id) ?? none }))
        .filter((owed) => owed.called.size < owed.message.callbacks.length);
    },
    add: (message: TakenMessage) => newer.add(message),
    /** Of one that could not be written down: it was never taken. */
    remove(message: TakenMessage): void {
      newer.remove(message);
      older.remove(message);
    },
    turn(): void {
      older = newer;
      newer = new Generation();
    },
    findByKey: (account: string, key: string) => find('byKey', `${account} ${key}`),
    describe: (account: string, id: string) => describe(ownedBy(account, find('byId', id))),
    describeByReference: (account: string, reference: string) => describe(find('byReference', `${account} ${reference}`)),
    size: () => newer.byId.size + older.byId.size,
  };
}
export type MessageBook = ReturnType<typeof createMessageBook>;

function ownedBy(account: string, message: TakenMessage | null): TakenMessage | null {
  return message?.account === account ? message : null;
}
