import { sayDetail, type ProblemDetail } from '@carillon/domain';
import { ApiError } from '../../lib/http/api-error.ts';
import classes from './confirm-dialog.module.css';

/**
 * Why a form was refused, above its buttons. Nothing when it was not. `labelOf` names a field where the form has a better
 * name for it than the server.
 */
export function FormError({ error, labelOf }: { error: unknown; labelOf?: (detail: ProblemDetail) => string | undefined }) {
  if (error === null || error === undefined) return null;
  const problem = error instanceof ApiError ? error : undefined;
  const [only, ...more] = problem === undefined ? ['That did not work. Try again.'] : sentencesOf(problem, labelOf);
  return (
    <div role="alert" className={classes.error}>
      {more.length === 0 ? (
        only
      ) : (
        <>
          Some of it has to be mended:
          <ul>
            {[only, ...more].map((sentence, index) => (
              <li key={`${index} ${sentence}`}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
      {problem !== undefined && <small> Request id {problem.requestId}</small>}
    </div>
  );
}

/** What the server says as a whole, unless it is better said field by field. */
function sentencesOf({ code, message, details }: ApiError, labelOf?: (detail: ProblemDetail) => string | undefined): string[] {
  const byField = code === 'validation-failed' && (details.length > 1 || (details.length === 1 && labelOf !== undefined));
  return byField ? [...new Set(details.map((detail) => sayDetail(detail, labelOf?.(detail))))] : [message];
}
