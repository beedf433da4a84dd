import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Has the embedded PostgreSQL set up an empty database and packs it, so that a first start unpacks instead: a quarter of the work.
 * Kept for as long as the package is the same.
 * @param {{ root: string, target: string }} options
 */
export async function buildEmptyDatabase({ root, target }) {
  const require = createRequire(join(root, 'apps/sql-service/package.json'));
  const entry = require.resolve('@electric-sql/pglite');
  const { version } = JSON.parse(await readFile(join(dirname(entry), '../package.json'), 'utf8'));
  const packed = join(root, '.cache', `empty-database-${version}.tar.gz`);
  if (!existsSync(packed)) {
    await mkdir(dirname(packed), { recursive: true });
    await writeFile(`${packed}.part`, await packEmptyDatabase(entry));
    await rename(`${packed}.part`, packed);
  }
  await copyFile(packed, target);
}

/** @param {string} entry */
async function packEmptyDatabase(entry) {
  const { PGlite } = await import(pathToFileURL(entry).href);
  const database = await PGlite.create();
  try {
    return Buffer.from(await (await database.dumpDataDir('gzip')).arrayBuffer());
  } finally {
    await database.close();
  }
}
