import { startChild } from '../../../bench/backing/start-child.ts';
import type { Behaviour, Pace } from './smtp-session.ts';

export interface MailServer {
  port: number;
  /** What only a new connection meets cuts those that stand. Resolves to how often the behaviour before was met. */
  behave(behaviour: Behaviour): Promise<number>;
  takeItsTime(pace: Pace): Promise<void>;
  /** How many messages wait for an answer to RCPT, or to their final dot. */
  underWay(): Promise<number>;
  /** Connections are refused, and those that stand are cut. */
  refuse(): Promise<void>;
  listen(): Promise<void>;
  stop(): Promise<void>;
}

export async function startMailServer(recordFile: string): Promise<MailServer> {
  const child = await startChild(new URL('smtp-sink.ts', import.meta.url).href, [recordFile]);
  const order = async (what: object) => Number(await child.ask(JSON.stringify(what)));
  return {
    port: Number(child.address),
    behave: (behaviour) => order({ behave: behaviour }),
    takeItsTime: async (pace) => void (await order({ pace })),
    underWay: () => order({ count: 'under-way' }),
    refuse: async () => void (await order({ listen: false })),
    listen: async () => void (await order({ listen: true })),
    stop: () => child.stop(),
  };
}
