import type { Readable } from 'node:stream';
import { importCsv, requiredColumnsOf, type StoredLines } from '@carillon/csv-import';
import { CreateVerification, LIES_AHEAD, liesAhead, verificationCsvColumns, type ImportReport } from '@carillon/domain';
import { toNewVerification, type VerificationDeps } from './create-verification.ts';

/** Adds verifications from a CSV file of any length, in bounded memory. The same file again changes nothing. */
export function importVerifications(deps: VerificationDeps, source: Readable): Promise<ImportReport> {
  return importCsv({ source, columns: verificationCsvColumns, required: requiredColumnsOf(CreateVerification), schema: CreateVerification, namesOf: ({ id }) => (id === undefined ? [] : [id]), store: (lines) => storeLines(deps, lines) });
}

async function storeLines(deps: VerificationDeps, lines: readonly CreateVerification[]): Promise<StoredLines> {
  const now = deps.clock.now();
  const refused = lines.flatMap(({ requestedAt }, index) => (liesAhead(requestedAt, now) ? [{ index, column: 'requestedAt', reason: LIES_AHEAD }] : []));
  const taken = lines.filter(({ requestedAt }) => !liesAhead(requestedAt, now));
  const imported = taken.length === 0 ? 0 : await deps.verifications.insert(taken.map((line) => toNewVerification(deps, line)));
  return { imported, updated: 0, refused };
}
