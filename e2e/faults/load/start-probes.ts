import { setTimeout as wait } from 'node:timers/promises';
import type { Stack } from '../stack/start-stack.ts';
import type { Addresses } from './addresses.ts';
import { openDataServices } from './data-services.ts';
import type { Client } from './open-client.ts';
import { postUntilAnswered } from './post-until-answered.ts';
import { importPayments, importUsers, namePayers } from './remind-payers.ts';
import type { Asked } from './steady-load.ts';

/** What a victim serves: only what needs it says whether it is back. */
export type Served = 'mail' | 'vendor message' | 'reminder' | 'scheduled run';

const SERVED: Readonly<Record<string, Served>> = {
  'kill-vendor-simulator': 'vendor message',
  'network-vendor': 'vendor message',
  'network-services': 'reminder',
  'kill-sql-service': 'reminder',
  'kill-mongo-service': 'reminder',
  'kill-scheduler': 'scheduled run',
};
/** What comes so soon after it was asked for is ordinary; a reminder waits for the next sweep, every four seconds. */
const NORMAL_MS: Readonly<Record<Served, number>> = { 'mail': 2_000, 'vendor message': 2_000, 'reminder': 6_000, 'scheduled run': 2_000 };
const EACH_MS = 700;
const GIVE_UP_MS = 90_000;

export function servedBy(faultName: string): { served: Served; normalMs: number } {
  const served = SERVED[faultName] ?? 'mail';
  return { served, normalMs: NORMAL_MS[served] };
}

export interface Probes {
  readonly asked: readonly Asked[];
  /** Addresses that are promised a message, by a rule; a vendor's are in the answers. */
  readonly reminded: readonly string[];
  /** Asks for no more, and waits until everything is answered. */
  stop(): Promise<void>;
}

/** One small request after the other for what the victim serves. Where that is mail, the steady load itself is enough; runs come by the clock alone. */
export function startProbes(served: Served, { stack, client, addresses }: { stack: Stack; client: Client; addresses: Addresses }): Probes {
  const asked: Asked[] = [];
  const reminded: string[] = [];
  const probe = served === 'vendor message' ? writeByVendor : served === 'reminder' ? addPayer : null;
  let wanted = true;

  /** No import is repeated: one that broke off may have put a payment there, or not, so nothing is promised by it. */
  async function addPayer(): Promise<void> {
    const payers = namePayers('probe', 1, addresses.domain);
    const to = payers[0]?.email ?? '';
    // A client of its own: none that leaves the service alone for a while because of the one before.
    const services = openDataServices(stack);
    asked.push({ to, askedAt: Date.now(), immediate: true, answer: null });
    await importUsers(services, payers);
    await importPayments(services, payers);
    reminded.push(to);
  }

  async function writeByVendor(): Promise<void> {
    const one: Asked = { to: `probe-${asked.length}@${addresses.domain}`, askedAt: Date.now(), immediate: true, answer: null };
    asked.push(one);
    const body = { to: one.to, subject: 'Probe', text: 'Are you there?', channel: 'vendor' };
    one.answer = await postUntilAnswered({ url: `${stack.apiUrl}/notification`, key: client.key, idempotencyKey: one.to, body, giveUpAt: Date.now() + GIVE_UP_MS });
  }

  async function goOn(): Promise<void> {
    while (wanted && probe !== null) {
      await probe().catch(() => undefined);
      await wait(EACH_MS);
    }
  }

  const done = goOn();
  return {
    asked,
    reminded,
    async stop() {
      wanted = false;
      await done;
    },
  };
}
