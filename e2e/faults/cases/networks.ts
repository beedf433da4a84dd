import type { Fault } from '../fault.ts';
import { fairWeather } from '../stack/tcp-proxy.ts';

const BAD_MS = 8_000;

export const networks: readonly Fault[] = (
  [
    ['redis', 'redis', 'Redis', 0.002],
    ['store', 'documentStore', 'the document store', 0.002],
    ['mail', 'mail', 'the mail server', 0.02],
  ] as const
).map(([name, line, title, resets]) => ({
  name: `network-${name}`,
  title: `The line to ${title} is slow (20 ms each way and up to 60 more) and cut at random, for ${BAD_MS / 1_000} s`,
  reminders: false,
  async happen({ stack, wait, mended }) {
    stack.network[line].weather({ latencyMs: 20, jitterMs: 60, resets });
    await wait(BAD_MS);
    stack.network[line].weather(fairWeather);
    mended();
  },
}));
