import { noReason, type FailureFilter, type FailureGroup } from '@carillon/domain';
import { toQuery } from '../../lib/http/request.ts';

/** The address of the log, with exactly the rows that a group counts. */
export function linkToRows({ status, reason }: Pick<FailureGroup, 'status' | 'reason'>, filter: FailureFilter): string {
  return `/notifications?${toQuery({ ...filter, status, failure: reason ?? noReason })}`;
}
