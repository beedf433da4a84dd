import { ApiError } from '../../lib/http/api-error.ts';
import classes from './confirm-dialog.module.css';

/** Why a form was refused, above its buttons. Nothing when it was not. */
export function FormError({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null;
  const problem = error instanceof ApiError ? error : undefined;
  return (
    <div role="alert" className={classes.error}>
      {problem?.message ?? 'That did not work. Try again.'}
      {problem !== undefined && problem.details.length > 0 && (
        <ul>
          {problem.details.map((detail) => (
            <li key={`${detail.pointer ?? detail.parameter ?? ''} ${detail.message}`}>
              {detail.pointer !== undefined && <code>{detail.pointer}</code>} {detail.message}
            </li>
          ))}
        </ul>
      )}
      {problem !== undefined && <small> Request id {problem.requestId}</small>}
    </div>
  );
}
