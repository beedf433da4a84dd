import type { QueueStatus } from '@carillon/domain';
import { expect, test } from 'vitest';
import { judgeIndexes } from './checks/judge-indexes.ts';
import { judgeQueues } from './checks/judge-queues.ts';
import { judgeRedis } from './checks/judge-redis.ts';
import { formatReport } from './format-report.ts';
import { runChecks } from './run-checks.ts';

const redis = { version: '7.0.15', maxmemoryPolicy: 'noeviction', appendOnly: true };
const queue: QueueStatus = { name: 'payment', paused: false, pausedAt: null, pausedBy: null, depth: { waiting: 0, active: 0, delayed: 0 }, oldestWaitingMs: null, perMinute: { completed: 0, failed: 0 }, workers: 1 };
const levels = (findings: readonly { level: string }[]) => findings.map(({ level }) => level);

test.each([
  { facts: redis, expected: ['ok', 'ok', 'ok'] },
  { facts: { ...redis, version: '6.2.0' }, expected: ['ok', 'ok', 'ok'] },
  { facts: { ...redis, version: '6.0.16' }, expected: ['failure', 'ok', 'ok'] },
  { facts: { ...redis, version: '5.0.7' }, expected: ['failure', 'ok', 'ok'] },
  { facts: { ...redis, maxmemoryPolicy: 'allkeys-lru' }, expected: ['ok', 'failure', 'ok'] },
  { facts: { ...redis, appendOnly: false }, expected: ['ok', 'ok', 'warning'] },
])('Redis that says $facts of itself is judged $expected', ({ facts, expected }) => {
  expect(levels(judgeRedis(facts))).toEqual(expected);
});

test.each([
  { title: 'in order', status: queue, expected: 'ok' },
  { title: 'paused', status: { ...queue, paused: true, workers: 0 }, expected: 'warning' },
  { title: 'without a worker', status: { ...queue, workers: 0 }, expected: 'failure' },
  { title: 'behind', status: { ...queue, oldestWaitingMs: 60_000 }, expected: 'warning' },
  { title: 'busy', status: { ...queue, oldestWaitingMs: 59_999 }, expected: 'ok' },
])('a queue that is $title is judged $expected', ({ status, expected }) => {
  expect(levels(judgeQueues([status]))).toEqual([expected]);
});

test('a missing index is a failure, one that nobody declared costs and is a warning', () => {
  expect(judgeIndexes([], 3)).toEqual([{ level: 'ok', subject: 'indexes', text: 'all 3 are there, as declared' }]);
  expect(levels(judgeIndexes([{ collection: 'users', index: 'email: 1', kind: 'missing' }, { collection: 'users', index: 'shoeSize_1', kind: 'unexpected' }], 3))).toEqual(['failure', 'warning']);
});

test('what can not be reached is a failure with its reason, and the others are looked at all the same', async () => {
  const findings = await runChecks([
    { subject: 'redis', adviceWhenAway: 'Check REDIS_URL.', run: () => Promise.reject(new Error('nobody there')) },
    { subject: 'indexes', adviceWhenAway: '', run: async () => [{ level: 'ok', subject: 'indexes', text: 'fine' }] },
  ]);
  expect(formatReport(findings)).toBe('✗ redis    nobody there\n           → Check REDIS_URL.\n✓ indexes  fine\n\n1 in order, 0 to look at, 1 broken');
});
