import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const LocalSecrets = z.object({ SESSION_SECRET: z.string().min(32) });
export type LocalSecrets = z.infer<typeof LocalSecrets>;

/**
 * The secrets of a local installation: made at the first start, kept in `<dataDirectory>/secrets.json` (mode 0600).
 * Processes that start together agree: the file is written aside and linked into place, and the first link wins.
 */
export function loadLocalSecrets(dataDirectory: string): LocalSecrets {
  const file = join(dataDirectory, 'secrets.json');
  try {
    return LocalSecrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (!isFileError(error, 'ENOENT')) throw new Error(`${file} can not be read: mend it, or delete it to have new secrets made`, { cause: error });
  }
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  const secrets: LocalSecrets = { SESSION_SECRET: randomBytes(32).toString('hex') };
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!isFileError(error, 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return LocalSecrets.parse(JSON.parse(readFileSync(file, 'utf8')));
}

function isFileError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
