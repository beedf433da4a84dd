import { readFileSync } from 'node:fs';

/** The most memory that a process has held since it began, in MiB (proc_pid_status(5), VmHWM: Linux only). */
export function highestMemoryMiB(pid: number): number {
  const kib = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) / 1_024;
}

/** Linux tells them in hundredths of a second (proc_pid_stat(5), USER_HZ). */
const TICK_MS = 10;

/** What a process has taken of the processors since it began, in ms. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(11, 13);
  return (Number(user) + Number(system)) * TICK_MS;
}
