import type { QueueStatus } from '@carillon/domain';

const waiting: Readonly<Record<string, string>> = {
  notification: 'No notification leaves.',
  payment: 'Payment reminders wait.',
  user: 'Warnings and deactivations of inactive users wait.',
  verification: 'Requests for verification wait.',
  campaign: 'Campaigns do not go on.',
  receipt: 'Receipts are not applied.',
  maintenance: 'Maintenance waits.',
};

/** How many jobs a pause holds up. What is only due later is told apart: it would wait anyway. */
export function jobsHeldUp({ waiting: runnable, delayed }: Pick<QueueStatus['depth'], 'waiting' | 'delayed'>): string {
  const later = delayed === 0 ? '' : `, ${delayed.toLocaleString('en')} ${delayed === 1 ? 'is' : 'are'} due later`;
  return `${runnable.toLocaleString('en')} ${runnable === 1 ? 'job waits' : 'jobs wait'}${later}`;
}

/** What does not go on while a queue is paused, for those who do not know the queues by name. */
export function whatWaits(queue: string): string {
  return waiting[queue] ?? 'Jobs wait.';
}
