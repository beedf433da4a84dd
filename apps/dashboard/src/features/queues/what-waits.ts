const waiting: Readonly<Record<string, string>> = {
  notification: 'No notification leaves.',
  payment: 'Payment reminders wait.',
  user: 'Warnings and deactivations of inactive users wait.',
  verification: 'Requests for verification wait.',
  campaign: 'Campaigns do not go on.',
  receipt: 'Receipts are not applied.',
  maintenance: 'Maintenance waits.',
};

/** What does not go on while a queue is paused, for those who do not know the queues by name. */
export function whatWaits(queue: string): string {
  return waiting[queue] ?? 'Jobs wait.';
}
