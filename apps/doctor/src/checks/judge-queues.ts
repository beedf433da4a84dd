import type { QueueStatus } from '@carillon/domain';
import type { Finding } from '../finding.ts';

const subject = 'queues';
const LONG_MS = 60_000;

/** Whether somebody works on each queue, and keeps up. */
export function judgeQueues(queues: readonly QueueStatus[]): Finding[] {
  const findings = queues.flatMap(judgeQueue);
  return findings.length > 0 ? findings : [{ level: 'ok', subject, text: `${queues.length}, each with a worker, none behind` }];
}

function judgeQueue({ name, paused, pausedAt, pausedBy, workers, oldestWaitingMs }: QueueStatus): Finding[] {
  if (paused) return [{ level: 'warning', subject, text: `${name} is paused${pausedBy === null ? '' : ` by ${pausedBy}`}${pausedAt === null ? '' : ` since ${pausedAt}`}`, advice: 'Resume it under Queues when its reason is gone.' }];
  if (workers === 0) return [{ level: 'failure', subject, text: `nobody works on ${name}`, advice: 'Start a worker: npm start, or node apps/worker/dist/main.js.' }];
  if (oldestWaitingMs === null || oldestWaitingMs < LONG_MS) return [];
  return [{ level: 'warning', subject, text: `${name} is behind: its oldest job has waited for ${Math.round(oldestWaitingMs / 1_000)} s`, advice: 'Start more workers (WORKER_INSTANCES), or see under Queues and Providers what holds it up.' }];
}
