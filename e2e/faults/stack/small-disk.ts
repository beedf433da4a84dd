import { execFile } from 'node:child_process';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A directory on a disk of its own, that can be filled up. */
export interface SmallDisk {
  path: string;
  /** False where this machine does not let us mount one: then it is an ordinary directory. */
  canBeFilled: boolean;
  /** Takes all the space that is left; resolves to the bytes. */
  fill(): Promise<number>;
  giveBack(): Promise<void>;
  remove(): Promise<void>;
}

/** What a whole run writes, with room to spare: only a fault makes it full. */
const SIZE = '512m';
const BLOCK = Buffer.alloc(1 << 20);
const run = promisify(execFile);

export async function makeSmallDisk(path: string): Promise<SmallDisk> {
  await mkdir(path, { recursive: true });
  const canBeFilled = await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=700`, 'tmpfs', path]).then(() => true, () => false);
  const filler = join(path, 'filler');
  return {
    path,
    canBeFilled,
    async fill() {
      const file = await open(filler, 'w');
      let bytes = 0;
      try {
        for (let block = BLOCK; block.length > 0; ) {
          const written = await file.write(block).then(({ bytesWritten }) => bytesWritten, () => 0);
          bytes += written;
          if (written < block.length) block = block.subarray(0, block.length >> 1);
        }
      } finally {
        await file.close();
      }
      return bytes;
    },
    giveBack: () => rm(filler, { force: true }),
    async remove() {
      if (canBeFilled) await run('umount', ['--lazy', path]);
    },
  };
}
