import type { Page, RuleDecision, User } from '@carillon/domain';

/** One subject that a rule looked at, with what it decided. */
export interface Candidate {
  subjectId: string;
  userId: string;
  /** Null: the user service does not know the user. */
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

/** Reads candidates page by page: nobody ever holds more than one. Rejects with the errors of the service clients. */
export type FindCandidates<Deps> = (deps: Deps, query: CandidateQuery) => Promise<Page<Candidate>>;
