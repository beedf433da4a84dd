import { hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Secret = z.string().min(32);
const LocalSecrets = z.object({ SESSION_SECRET: Secret, INTERNAL_JWT_SECRET: Secret, VENDOR_SECRET: Secret });
export type LocalSecrets = z.infer<typeof LocalSecrets>;
/** A file of an earlier version lacks the secrets that came later. */
const StoredSecrets = LocalSecrets.partial({ INTERNAL_JWT_SECRET: true, VENDOR_SECRET: true });

/**
 * The secrets of a local installation: made at the first start, kept in `<dataDirectory>/secrets.json` (mode 0600).
 * Processes that start together agree: the file is written aside and linked into place, and the first link wins.
 */
export function loadLocalSecrets(dataDirectory: string): LocalSecrets {
  const file = join(dataDirectory, 'secrets.json');
  const stored = readSecrets(file);
  if (stored !== null) return completeSecrets(file, stored);
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const secrets: LocalSecrets = { SESSION_SECRET: newSecret(), INTERNAL_JWT_SECRET: newSecret(), VENDOR_SECRET: newSecret() };
  const draft = writeDraft(file, secrets);
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!isFileError(error, 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return LocalSecrets.parse(readSecrets(file));
}

/**
 * Adds what is missing and keeps what is there. What is added is derived (HKDF, RFC 5869) and not random, so that
 * processes that do this at the same time write the same file.
 */
function completeSecrets(file: string, stored: z.infer<typeof StoredSecrets>): LocalSecrets {
  if (stored.INTERNAL_JWT_SECRET !== undefined && stored.VENDOR_SECRET !== undefined) return LocalSecrets.parse(stored);
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', stored.SESSION_SECRET, '', purpose, 32)).toString('hex');
  const secrets: LocalSecrets = {
    ...stored,
    INTERNAL_JWT_SECRET: stored.INTERNAL_JWT_SECRET ?? derive('carillon internal jwt'),
    VENDOR_SECRET: stored.VENDOR_SECRET ?? derive('carillon vendor receipts'),
  };
  renameSync(writeDraft(file, secrets), file);
  return secrets;
}

/** Null when there is no file yet; throws when there is one that can not be used, which is never replaced silently. */
function readSecrets(file: string): z.infer<typeof StoredSecrets> | null {
  try {
    return StoredSecrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return null;
    throw new Error(`${file} can not be read: mend it, or delete it to have new secrets made`, { cause: error });
  }
}

function writeDraft(file: string, secrets: LocalSecrets): string {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return draft;
}

const newSecret = () => randomBytes(32).toString('hex');

function isFileError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
