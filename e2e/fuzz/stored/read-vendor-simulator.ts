import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hashes } from './snapshot.ts';

/** A hash of each file that the simulator keeps; of its journal what it took, as receipts that went out follow by themselves. */
export async function readVendorSimulator(dataDirectory: string): Promise<Hashes> {
  const directory = join(dataDirectory, 'vendor-simulator');
  const files = (await readdir(directory)).filter((name) => !name.endsWith('.draft'));
  return Object.fromEntries(
    await Promise.all(
      files.map(async (name) => {
        const lines = (await readFile(join(directory, name), 'utf8')).split('\n').filter((line) => !line.startsWith('{"called"'));
        return [`file ${name}`, createHash('sha256').update(lines.join('\n')).digest('hex')] as const;
      }),
    ),
  );
}
