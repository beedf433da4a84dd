import { readFileSync } from 'node:fs';

/** The most memory that a process has held since it began, in MiB (proc_pid_status(5), VmHWM: Linux only). */
export function highestMemoryMiB(pid: number): number {
  const kib = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) / 1_024;
}
