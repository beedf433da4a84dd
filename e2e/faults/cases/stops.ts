import type { Fault } from '../fault.ts';

const AWAY_MS = 10_000;

export const stops: readonly Fault[] = [
  {
    name: 'redis-frozen',
    title: 'Redis stands still for 10 s (SIGSTOP)',
    reminders: true,
    async happen({ stack, wait, mended }) {
      stack.redis.signal('SIGSTOP');
      await wait(AWAY_MS);
      stack.redis.signal('SIGCONT');
      mended();
    },
  },
  {
    name: 'redis-away',
    title: 'Redis is shut down for 10 s and started again',
    reminders: true,
    async happen({ stack, wait, mended }) {
      await stack.redis.stop();
      await wait(AWAY_MS);
      stack.redis.start();
      await stack.redis.untilReady();
      mended();
    },
  },
  {
    name: 'redis-flushed',
    title: 'Redis forgets everything, three times (FLUSHALL)',
    reminders: true,
    async happen({ stack, wait, random, mended }) {
      for (let times = 0; times < 3; times += 1) {
        await wait(500 + random() * 2_000);
        await stack.redis.flush();
        mended();
      }
    },
  },
  {
    name: 'store-frozen',
    title: 'The document store stands still for 10 s (SIGSTOP)',
    reminders: true,
    async happen({ stack, wait, mended }) {
      const store = stack.processes['document-store'];
      store.signal('SIGSTOP');
      await wait(AWAY_MS);
      store.signal('SIGCONT');
      mended();
    },
  },
  {
    name: 'store-away',
    title: 'The document store is away for 10 s and started again',
    reminders: true,
    async happen({ stack, wait, mended }) {
      const store = stack.processes['document-store'];
      await store.stop();
      await wait(AWAY_MS);
      store.start();
      await store.untilReady();
      mended();
    },
  },
];
