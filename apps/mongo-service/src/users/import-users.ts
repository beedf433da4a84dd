import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { importCsv, type StoredLines } from '@carillon/csv-import';
import type { UserUpsert } from '@carillon/db';
import { addressKeyOf, attributeColumnIn, LIES_AHEAD, liesAhead, requiredUserCsvColumns, userCsvAliases, userCsvColumns, UserCsvLine, UserId, userNameColumns, type ImportReport } from '@carillon/domain';
import type { UserDeps } from './create-user.ts';
import { toStoredAttributes, toStoredInstants } from './to-stored.ts';

type ImportDeps = Pick<UserDeps, 'users' | 'clock'>;

/** Adds or changes users from a CSV file of any length, in bounded memory. The same file again changes nothing. */
export function importUsers(deps: ImportDeps, source: Readable): Promise<ImportReport> {
  return importCsv({
    source,
    columns: [...userCsvColumns, ...userNameColumns],
    aliases: userCsvAliases,
    columnIn: attributeColumnIn,
    required: requiredUserCsvColumns,
    schema: UserCsvLine,
    namesOf: ({ id, externalId, email }) => [...(id === undefined ? [] : [`id ${id}`]), ...(externalId === undefined ? [] : [`externalId ${externalId}`]), `email ${addressKeyOf(email)}`],
    store: (lines) => storeLines(deps, lines),
  });
}

async function storeLines({ users, clock }: ImportDeps, lines: readonly UserCsvLine[]): Promise<StoredLines> {
  const now = clock.now();
  const ahead = lines.map((line) => (['lastActiveAt', 'lastLoginAt', 'createdAt'] as const).find((column) => liesAhead(line[column], now)) ?? null);
  const taken = lines.flatMap((line, index) => (ahead[index] === null ? [{ index, line: toUpsert(line, now) }] : []));
  const { refused, ...stored } = await users.upsertMany(taken.map(({ line }) => line), { now, source: 'import', newId: idFor });
  return {
    ...stored,
    refused: [
      ...ahead.flatMap((column, index) => (column === null ? [] : [{ index, column, reason: LIES_AHEAD }])),
      ...refused.map(({ index, ...why }) => ({ index: taken[index]?.index ?? index, ...why })),
    ],
  };
}

function toUpsert(line: UserCsvLine, now: Date): UserUpsert {
  return { ...line, attributes: toStoredAttributes(line.attributes), ...toStoredInstants(line, now) };
}

/** Made of what names the user in the file, so that a line which is sent twice at once still makes one user. */
function idFor(identity: string): UserId {
  return UserId.parse(`usr_${createHash('sha256').update(identity).digest('hex').slice(0, 26).toUpperCase()}`);
}
