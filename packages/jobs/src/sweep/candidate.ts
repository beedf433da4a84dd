import type { Page, RuleDecision, User } from '@carillon/domain';

/** One subject that a rule looked at, with what it decided. */
export interface Candidate {
  subjectId: string;
  userId: string;
  /** Null: the mongo-service does not know the user. */
  user: User | null;
  decision: RuleDecision;
}

/** Which page of a rule's candidates is wanted. `limit` is at most 200; `parameters` are the rule's own, not parsed yet. */
export interface CandidateQuery {
  now: Date;
  parameters: Record<string, unknown>;
  limit: number;
  cursor: string | undefined;
}

/**
 * How a rule finds its candidates, a page at a time: what it is about is read first, then joined with what the decision
 * needs, and decided. Both reject with the errors of the service clients.
 */
export interface CandidateSource<Deps, Subject> {
  readSubjects(deps: Deps, query: CandidateQuery): Promise<Page<Subject>>;
  decide(deps: Deps, subjects: readonly Subject[], query: Pick<CandidateQuery, 'now' | 'parameters'>): Promise<Candidate[]>;
}

export type FindCandidates<Deps> = (deps: Deps, query: CandidateQuery) => Promise<Page<Candidate>>;

/** Both steps for one page, one after the other. */
export function findFrom<Deps, Subject>(source: CandidateSource<Deps, Subject>): FindCandidates<Deps> {
  return async (deps, query) => {
    const { items, nextCursor } = await source.readSubjects(deps, query);
    return { items: await source.decide(deps, items, query), nextCursor };
  };
}
