import { CarillonError } from '@carillon/domain';

/** Somebody saved `what` after the version was read that a change of it was made on. `newest`: the version it has now, where that is known. */
export function versionConflict(what: string, newest?: number): CarillonError {
  const message = newest === undefined ? 'is not the newest version' : `is not the newest version: that is ${newest}`;
  return new CarillonError('version-conflict', `${what} was changed meanwhile. Load it, and make your change there.`, { details: [{ pointer: '/version', code: 'outdated', message }] });
}
