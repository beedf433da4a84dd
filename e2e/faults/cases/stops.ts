import type { Fault, Stage } from '../fault.ts';
import type { TcpProxy } from '../stack/tcp-proxy.ts';
import type { SupervisedProcess } from '../stack/supervised-process.ts';

const AWAY_MS = 10_000;

/** Redis and store stand behind a line each, which sees what is asked of them meanwhile. */
const partsOf = ({ stack }: Stage) => ({
  redis: { process: stack.redis, line: stack.network.redis },
  store: { process: stack.processes['document-store'], line: stack.network.documentStore },
}) satisfies Record<string, { process: SupervisedProcess; line: TcpProxy }>;
const parts = [['redis', 'Redis'], ['store', 'The document store']] as const;

const stopped = parts.flatMap(([part, title]): Fault[] => [
  {
    name: `${part}-frozen`,
    title: `${title} stands still for 10 s (SIGSTOP)`,
    reminders: true,
    async happen(stage) {
      const { process, line } = partsOf(stage)[part];
      const before = line.passage().asked;
      process.signal('SIGSTOP');
      await stage.wait(AWAY_MS);
      const asked = line.passage().asked - before;
      process.signal('SIGCONT');
      stage.mended();
      return { met: { 'sent to it while it stood still': asked } };
    },
  },
  ...([['away', 'SIGKILL', 'is killed (SIGKILL)'], ['shut-down', 'SIGTERM', 'is shut down (SIGTERM)']] as const).map(([how, signal, deed]): Fault => ({
    name: `${part}-${how}`,
    title: `${title} ${deed}, is away for 10 s, and is started again`,
    reminders: true,
    async happen(stage) {
      const { process, line } = partsOf(stage)[part];
      const before = line.passage().refused;
      await process.stop(signal);
      await stage.wait(AWAY_MS);
      const refused = line.passage().refused - before;
      process.start();
      await process.untilReady();
      stage.mended();
      return { met: { 'refused connections': refused } };
    },
  })),
]);

export const stops: readonly Fault[] = [
  ...stopped,
  {
    name: 'redis-flushed',
    title: 'Redis forgets everything, three times (FLUSHALL)',
    reminders: true,
    async happen({ stack, wait, random, mended }) {
      let forgotten = 0;
      for (let times = 0; times < 3; times += 1) {
        await wait(500 + random() * 2_000);
        forgotten += await stack.redis.flush();
        mended();
      }
      return { met: { 'forgotten keys': forgotten } };
    },
  },
];
