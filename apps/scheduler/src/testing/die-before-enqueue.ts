import { openTestScheduler, reminderSchedule } from './open-test-scheduler.ts';

/** A scheduler that dies, as by `kill -9`, at the worst moment: the slot is claimed and its job is not in Redis. */
const [mongodbUri = '', redisUrl = '', prefix = ''] = process.argv.slice(2);
const scheduler = await openTestScheduler({ mongodbUri, redisUrl, prefix });
scheduler.start([reminderSchedule({ cron: '* * * * * *' })], {
  queue: {
    enqueue: () => {
      process.kill(process.pid, 'SIGKILL');
      return new Promise(() => undefined);
    },
  },
});
