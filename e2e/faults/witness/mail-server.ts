import { startChild } from '../../../bench/backing/start-child.ts';
import type { Behaviour } from './smtp-session.ts';

export interface MailServer {
  port: number;
  behave(behaviour: Behaviour): Promise<void>;
  /** Connections are refused, and those that stand are cut. */
  refuse(): Promise<void>;
  listen(): Promise<void>;
  stop(): Promise<void>;
}

export async function startMailServer(recordFile: string): Promise<MailServer> {
  const child = await startChild(new URL('smtp-sink.ts', import.meta.url).href, [recordFile]);
  const order = async (what: object) => void (await child.ask(JSON.stringify(what)));
  return {
    port: Number(child.address),
    behave: (behaviour) => order({ behave: behaviour }),
    refuse: () => order({ listen: false }),
    listen: () => order({ listen: true }),
    stop: () => child.stop(),
  };
}
