import type { Fault } from '../fault.ts';
import { fairWeather } from '../stack/tcp-proxy.ts';
import type { LineName } from '../stack/start-stack.ts';
import { whileUnderWay } from './under-way.ts';

const BAD_MS = 8_000;
/** Little passes between the services, and the less the more often it is cut: until each line was. */
const BAD_AT_MOST_MS = 40_000;
const LOOK_MS = 500;

interface BadLines {
  name: string;
  lines: readonly LineName[];
  title: string;
  /** How likely a connection is cut, for each piece of data. */
  resets: number;
  reminders: boolean;
}

export const networks: readonly Fault[] = (
  [
    { name: 'redis', lines: ['redis'], title: 'The line to Redis is', resets: 0.002, reminders: false },
    { name: 'store', lines: ['documentStore'], title: 'The line to the document store is', resets: 0.002, reminders: false },
    { name: 'mail', lines: ['mail'], title: 'The line to the mail server is', resets: 0.02, reminders: false },
    { name: 'vendor', lines: ['vendor', 'receipts'], title: 'The lines to the vendor, and from it with receipts, are', resets: 0.05, reminders: false },
    { name: 'services', lines: ['sqlService', 'mongoService'], title: 'The lines to sql-service and to mongo-service are', resets: 0.1, reminders: true },
  ] satisfies readonly BadLines[]
).map(({ name, lines, title, resets, reminders }) =>
  whileUnderWay({
    name: `network-${name}`,
    title: `${title} slow (20 ms each way and up to 60 more) and cut at random, for ${BAD_MS / 1_000} s or more, until each was`,
    reminders,
    async happen({ stack, wait, mended }) {
      const passages = () => lines.map((line) => stack.network[line].passage());
      const setWeather = (weather: typeof fairWeather) => lines.forEach((line) => stack.network[line].weather(weather));
      const before = passages();
      setWeather({ latencyMs: 20, jitterMs: 60, resets });
      const uncut = () => passages().some(({ cut }, at) => cut === before[at]?.cut);
      await wait(BAD_MS);
      for (let waited = BAD_MS; waited < BAD_AT_MOST_MS && uncut(); waited += LOOK_MS) await wait(LOOK_MS);
      setWeather(fairWeather);
      mended();
      const after = passages();
      return { met: Object.fromEntries(lines.flatMap((line, at) => (['cut', 'late'] as const).map((what) => [`${line} ${what}`, (after[at]?.[what] ?? 0) - (before[at]?.[what] ?? 0)]))) };
    },
  }),
);
