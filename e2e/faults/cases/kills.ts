import type { Fault } from '../fault.ts';
import type { ProcessName } from '../stack/start-stack.ts';
import { whileUnderWay } from './under-way.ts';

const KILLS = 4;

/** `kill -9` at random moments, each some time after the last life began; PM2's part is played by the suite. */
export const kills: readonly Fault[] = (
  [
    ['api', 'the API'],
    ['worker', 'the workers, one or the other'],
    ['scheduler', 'the scheduler'],
    ['sql-service', 'sql-service'],
    ['mongo-service', 'mongo-service'],
    ['document-store', 'the document store'],
    ['redis', 'Redis'],
    ['vendor-simulator', 'the vendor'],
  ] as const
).map(([victim, title]) => whileUnderWay({
  name: `kill-${victim}`,
  title: `\`kill -9\` of ${title}, ${KILLS} times`,
  reminders: true,
  async happen({ stack, mailServer, random, wait, kill, mended }) {
    const met = { 'kills': 0, 'messages under way at a kill': 0 };
    for (let times = 0; times < KILLS; times += 1) {
      await wait(300 + random() * 2_200);
      const name: ProcessName = victim === 'worker' ? (random() < 0.5 ? 'worker-1' : 'worker-2') : victim;
      met['messages under way at a kill'] += await mailServer.underWay();
      await kill(name);
      met.kills += 1;
      mended();
      // Half of the time its next life is cut short, too.
      if (random() < 0.5) await stack.processes[name].untilReady();
    }
    return { met };
  },
}));
