/** For processes with a listener of their own: a commit failed, and whoever wanted it has been told. */
export const isCommitFailure = (reason: unknown): boolean => reason instanceof Error && 'commitError' in reason;

let users = 0;

/** What nobody handled ends the process, as it does without this listener; only lmdb's spare promise is let go. */
function onUnhandled(reason: unknown): void {
  if (!isCommitFailure(reason) && process.listenerCount('unhandledRejection') === 1) throw reason;
}

/**
 * When a commit fails (a full disk), lmdb rejects the promise it gave out, which the store handles, and another one that
 * nobody can reach: by Node's default that would end the process. Returns the way to stop tolerating it.
 */
export function tolerateCommitFailures(): () => void {
  if (users === 0) process.on('unhandledRejection', onUnhandled);
  users += 1;
  return () => {
    users -= 1;
    if (users === 0) process.off('unhandledRejection', onUnhandled);
  };
}
