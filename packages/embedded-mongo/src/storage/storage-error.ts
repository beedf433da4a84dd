import { CommandError } from '../errors.ts';

/** lmdb calls a page that could not be written in full an input/output error: a full disk, a limit, or a failing disk. */
const isDiskFull = (message: string): boolean => /no space|ENOSPC|file too large|EFBIG|MDB_MAP_FULL|disk full|quota|input\/output error/i.test(message);

/** lmdb rejects a commit with an error that promises the reason. Nobody else waits for that promise, so it must be taken care of here. */
export async function commitFailure(failure: unknown): Promise<unknown> {
  if (!(failure instanceof Error) || !('commitError' in failure)) return failure;
  try {
    await failure.commitError;
    return failure;
  } catch (reason) {
    return reason;
  }
}

/** What a storage failure looks like to the client. */
export function storageError(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return isDiskFull(message)
    ? new CommandError(14031, `the disk is full, nothing was written: ${message}`)
    : new CommandError(96, `the write could not be stored, nothing was written: ${message}`);
}

/** Why a store could not be opened, in words that say what to do where that is known. */
export function openError(directory: string, error: unknown): unknown {
  if (!(error instanceof Error) || !/permission denied|read-only|EACCES|EROFS/i.test(error.message)) return error;
  return new Error(`The data directory ${directory} may not be written to by this process (${error.message}). Give it the right to, or choose another directory.`, { cause: error });
}
