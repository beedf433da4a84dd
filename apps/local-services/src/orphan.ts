import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { platform } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const ServerRecord = z.object({ pid: z.int().positive(), program: z.string() });
export type ServerRecord = z.infer<typeof ServerRecord>;

const GRACE_MS = 10_000;
const fileOf = (directory: string) => join(directory, 'server.json');

/** Notes which server works in `directory`, so that a later start finds it when this process could not stop it. */
export function recordServer(directory: string, record: ServerRecord): void {
  writeFileSync(fileOf(directory), JSON.stringify(record));
}

export function forgetServer(directory: string): void {
  rmSync(fileOf(directory), { force: true });
}

/**
 * Stops the server an earlier, killed process left behind in `directory`; resolves to its pid, or null when there is none.
 * A pid that has since become another program's is left alone.
 */
export async function stopOrphan(directory: string): Promise<number | null> {
  const record = readRecord(directory);
  if (record === null || !worksIn(directory, record)) {
    forgetServer(directory);
    return null;
  }
  process.kill(record.pid, 'SIGTERM');
  const killAt = Date.now() + GRACE_MS;
  while (worksIn(directory, record)) {
    if (Date.now() > killAt) process.kill(record.pid, 'SIGKILL');
    await sleep(50);
  }
  forgetServer(directory);
  return record.pid;
}

function readRecord(directory: string): ServerRecord | null {
  try {
    return ServerRecord.parse(JSON.parse(readFileSync(fileOf(directory), 'utf8')));
  } catch {
    return null;
  }
}

/** Whether that pid still is our server: by its working directory where the system tells, else by its program's name. */
function worksIn(directory: string, { pid, program }: ServerRecord): boolean {
  try {
    if (platform() === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(directory);
    return basename(execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).trim()) === basename(program);
  } catch {
    return false;
  }
}
