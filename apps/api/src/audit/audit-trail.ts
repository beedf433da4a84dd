import { CarillonError, type AuditAction, type AuditEntry, type Clock, type IdSource } from '@carillon/domain';
import type { AuditEntryRepository } from '@carillon/db';
import type { Actor } from '../http/actor.ts';

/** Who does it; every `RequestContext` is one. */
export interface AuditContext {
  actor: Pick<Actor, 'requester'>;
  requestId: string;
  ip: string | null;
}
export interface AuditedChange extends Pick<AuditEntry, 'subject' | 'changes'> {
  action: AuditAction;
}

export type AuditTrail = ReturnType<typeof createAuditTrail>;

export function createAuditTrail({ entries, ids, clock }: { entries: Pick<AuditEntryRepository, 'insert' | 'finish'>; ids: Pick<IdSource, 'auditEntry'>; clock: Clock }) {
  return {
    /**
     * Makes a change and its entry in the audit log. The entry is written first, so that no change goes unrecorded; then it
     * learns whether the change was `done` or `refused`. Where that can not be known (a crash, a lost database, an answer
     * that did not come) it stays `started`.
     */
    async record<Result>({ actor, requestId, ip }: AuditContext, change: AuditedChange, perform: () => Promise<Result>): Promise<Result> {
      const id = ids.auditEntry();
      await entries.insert({ id, at: clock.now().toISOString(), by: actor.requester, ...change, outcome: 'started', requestId, ip });
      try {
        const result = await perform();
        await entries.finish(id, 'done');
        return result;
      } catch (error) {
        if (error instanceof CarillonError && !error.outcomeUnknown) await entries.finish(id, 'refused');
        throw error;
      }
    },
  };
}
