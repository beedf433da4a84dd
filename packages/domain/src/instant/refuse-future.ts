import { CarillonError } from '../errors.ts';
import { sayDetail } from '../problem/say-problem.ts';

/** How far ahead another system's clock may be. */
const MAX_AHEAD_MS = 5 * 60_000;

/** Why an instant that lies ahead is refused: what has happened is kept for good, so a wrong one could never be mended. */
export const LIES_AHEAD = 'lies ahead: it can only be something that has happened';

/** Throws `validation-failed` for an instant that lies ahead. `pointer` says where it stands in the body. */
export function refuseFuture(pointer: string, instant: string | undefined, now: Date): void {
  if (!liesAhead(instant, now)) return;
  throw new CarillonError('validation-failed', sayDetail({ pointer, message: LIES_AHEAD }), { details: [{ pointer, code: 'in-the-future', message: 'lies ahead' }] });
}

/** Whether an instant is later than a clock that runs a little fast could say. */
export function liesAhead(instant: string | undefined, now: Date): boolean {
  return instant !== undefined && Date.parse(instant) > now.getTime() + MAX_AHEAD_MS;
}
