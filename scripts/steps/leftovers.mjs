import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const GRACE_MS = 5_000;
const HAS_PROC = existsSync('/proc/self/exe');

/**
 * The processes PM2 has noted in its home.
 * @param {string} home
 */
export function notedProcesses(home) {
  const directory = join(home, 'pids');
  if (!existsSync(directory)) return [];
  return readdirSync(directory).map((file) => Number(readFileSync(join(directory, file), 'utf8')));
}

/**
 * A database that local-services started and could not stop: it notes the pid, and deletes the note when it has ended.
 * A pid that meanwhile is another program's is not it.
 * @param {string} directory the database's own
 * @returns {number[]} its pid, if there is one
 */
export function leftDatabase(directory) {
  try {
    const { pid, program } = JSON.parse(readFileSync(join(directory, 'server.json'), 'utf8'));
    const ours = HAS_PROC ? readlinkSync(`/proc/${pid}/cwd`) === realpathSync(directory) : commandOf(pid).endsWith(program);
    return ours ? [pid] : [];
  } catch {
    return [];
  }
}

/**
 * Asks each process to end, and makes those end that have not after a while.
 * @param {readonly number[]} pids
 */
export async function endProcesses(pids) {
  const killAt = Date.now() + GRACE_MS;
  await Promise.all(
    pids.map(async (pid) => {
      while (send(pid, Date.now() > killAt ? 'SIGKILL' : 'SIGTERM')) await sleep(100);
    }),
  );
}

/** @type {(pid: number, signal: string) => boolean} whether there was somebody to send it to; a zombie is nobody */
function send(pid, signal) {
  if (!Number.isInteger(pid) || pid <= 1 || (HAS_PROC && !existsSync(`/proc/${pid}/exe`))) return false;
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** @param {number} pid */
function commandOf(pid) {
  return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).trim();
}
