import type { ChildProcess } from 'node:child_process';

const children = new Set<ChildProcess>();

function endThem(): void {
  for (const child of children) child.kill('SIGKILL');
}
process.on('exit', endThem);
// How a test runner ends its workers. Whoever else wants to do something about it has been told as well.
process.once('SIGTERM', () => {
  endThem();
  if (process.listenerCount('SIGTERM') === 0) process.kill(process.pid, 'SIGTERM');
});

/** Has a child end no later than this process: a test that is given up does not get to stop what it started. */
export function endWithProcess(child: ChildProcess): void {
  children.add(child);
  child.once('exit', () => children.delete(child));
}
