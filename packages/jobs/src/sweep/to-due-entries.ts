import type { OccurrenceRepository } from '@carillon/db';
import { HAS_MESSAGE, occurrenceIdOf, type DueEntry, type Occurrence, type RuleName } from '@carillon/domain';
import type { Candidate } from './candidate.ts';

/** What a rule decided about candidates, for people to read; what happened before is told as such. */
export async function toDueEntries(rule: RuleName, candidates: readonly Candidate[], occurrences: Pick<OccurrenceRepository, 'findStates'>): Promise<DueEntry[]> {
  const keys = candidates.flatMap(({ subjectId, decision }) => (decision.kind === 'due' ? [{ rule, subjectId, slot: decision.slot }] : []));
  const states = keys.length === 0 ? new Map<string, never>() : await occurrences.findStates(keys);
  return candidates.map((candidate) => toEntry(rule, candidate, states));
}

function toEntry(rule: RuleName, { subjectId, userId, user, decision }: Candidate, states: ReadonlyMap<string, Pick<Occurrence, 'state' | 'reason' | 'notificationId'>>): DueEntry {
  const subject = { rule, subjectId, userId, userName: user?.name ?? null, email: user?.email ?? null, timeZone: user?.timeZone ?? null };
  if (decision.kind === 'excluded') return { ...subject, verdict: 'excluded', code: decision.code, reason: decision.reason, slot: null, dueAt: null, notificationId: null };
  const due = { slot: decision.slot, dueAt: decision.dueAt.toISOString() };
  const known = states.get(occurrenceIdOf({ rule, subjectId, slot: decision.slot }));
  switch (known?.state) {
    case 'notified':
      return { ...subject, ...due, verdict: 'excluded', code: HAS_MESSAGE, reason: `${decision.reason}. Its message was written before.`, notificationId: known.notificationId };
    case 'skipped':
      return { ...subject, ...due, verdict: 'excluded', code: 'skipped before', reason: known.reason ?? decision.reason, notificationId: null };
    default:
      return { ...subject, ...due, verdict: 'due', code: null, reason: decision.reason, notificationId: null };
  }
}
