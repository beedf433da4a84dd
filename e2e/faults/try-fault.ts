import { setTimeout as wait } from 'node:timers/promises';
import { whyNotProven, type Fault } from './fault.ts';
import { addressesOf } from './load/addresses.ts';
import { launchCampaigns } from './load/campaigns.ts';
import type { Client } from './load/open-client.ts';
import { addPayers } from './load/remind-payers.ts';
import { servedBy, startProbes } from './load/start-probes.ts';
import { startSteadyLoad, type Asked } from './load/steady-load.ts';
import type { Stack } from './stack/start-stack.ts';
import { countFates, type Tried } from './verdict/look-again.ts';
import { mayMiscount } from './verdict/may-miscount.ts';
import type { LogReader } from './verdict/read-log.ts';
import { reconcile } from './verdict/reconcile.ts';
import { recoveryOf, type Probe } from './verdict/recovery.ts';
import { findUnready } from './verdict/find-unready.ts';
import { untilAtRest } from './verdict/until-at-rest.ts';
import type { CounterWatch } from './verdict/watch-counters.ts';
import type { Taken } from './witness/read-witness.ts';

const WARM_UP_MS = 1_000;
const RECOVERY_PATIENCE_MS = 60_000;
const SWEEP_MS = 4_000;
const LOOK_MS = 400;

export interface Trial {
  stack: Stack;
  log: LogReader;
  counters: CounterWatch;
  client: Client;
  seed: number;
  commit: string;
  random: () => number;
  say(line: string): void;
}

/** Lets one fault happen under load, waits until all has come to rest, and holds the log against the witness. */
export async function tryFault(fault: Fault, { stack, log, counters, client, seed, commit, random, say }: Trial): Promise<Tried & { disturbedAt: number }> {
  const at = new Date();
  const addresses = addressesOf(fault.name, at.getTime());
  const { served, normalMs } = servedBy(fault.name);
  const endedBefore = countEnds(stack);
  const mendedAt: number[] = [];
  let kills = 0;

  const payers = fault.reminders ? await addPayers(stack, addresses.domain) : [];
  const campaigns = await launchCampaigns(stack, client, addresses);
  const load = startSteadyLoad({ apiUrl: stack.apiUrl, key: client.key, domain: addresses.domain, random });
  const probes = startProbes(served, { stack, client, addresses });
  const sweeps = payers.length === 0 ? undefined : setInterval(client.sweep, SWEEP_MS);
  await wait(WARM_UP_MS);
  const outcome = await fault.happen({
    stack, mailServer: stack.mailServer, random,
    wait: (milliseconds) => wait(milliseconds),
    post: client.post,
    mended: () => mendedAt.push(Date.now()),
    async kill(name) {
      await stack.processes[name].kill();
      kills += 1;
      say(`  killed ${name}`);
    },
  });
  const disturbedAt = Date.now();
  const readProbes = async () => (served === 'scheduled run' ? log.readRuns(at) : probesOf(served === 'mail' ? load.asked : probes.asked, await stack.readWitness()));
  const recoveryMs = await untilRecovered(readProbes, mendedAt, normalMs);
  const stoppedAt = Date.now();
  await Promise.all([load.stop(), probes.stop()]);
  const byRule = [...payers, ...probes.reminded, ...campaigns.recipients];
  const open = await untilAtRest(log, { addresses, campaignIds: campaigns.ids }, byRule);
  clearInterval(sweeps);
  const restMs = open.length === 0 ? Date.now() - stoppedAt : null;

  const requests = [...load.asked, ...probes.asked];
  const accepted = requests.filter(({ answer }) => answer?.kind === 'accepted');
  const asked = { asked: new Set([...requests.map(({ to }) => to), ...byRule]), promised: [...accepted.map(({ to }) => to), ...byRule] };
  const miscounted = await counters.findNew();
  const rows = await log.readOf({ addresses, campaignIds: campaigns.ids });
  const witness = (await stack.readWitness()).filter(({ to }) => addresses.own(to));
  const result = {
    name: fault.name, title: fault.title, at: at.toISOString(), seed, commit, notProven: whyNotProven(outcome), met: 'met' in outcome ? { ...outcome.met } : {}, kills,
    promised: asked.promised.length, byCampaign: campaigns.recipients.length,
    ...countFates(rows, witness),
    triedAgain: accepted.reduce((total, { answer }) => total + (answer?.kind === 'accepted' ? answer.tries - 1 : 0), 0),
    ...reconcile(asked, rows, witness),
    refused: requests.flatMap(describeRefusal),
    endedByThemselves: countEnds(stack) - endedBefore,
    handsNeeded: await findUnready(Object.values(stack.processes)),
    probe: served, recoveryMs, open, restMs,
    // What still moves may be counted in a moment.
    miscounted: open.length === 0 ? miscounted : [], mayMiscount: mayMiscount(fault.name), countersAgree: null,
  };
  return { result, addresses, asked, disturbedAt };
}

async function untilRecovered(readProbes: () => Promise<readonly Probe[]>, mendedAt: readonly number[], normalMs: number): Promise<number | null> {
  const deadline = Date.now() + RECOVERY_PATIENCE_MS;
  for (;;) {
    const recovery = recoveryOf(mendedAt, await readProbes(), normalMs);
    if (recovery !== null || Date.now() > deadline) return recovery;
    await wait(LOOK_MS);
  }
}

function probesOf(asked: readonly Asked[], witness: readonly Taken[]): Probe[] {
  const takenAt = new Map(witness.map(({ to, at }) => [to, at]));
  return asked.filter(({ immediate }) => immediate).map(({ to, askedAt }) => ({ askedAt, takenAt: takenAt.get(to) ?? null }));
}

function describeRefusal({ to, answer }: Asked): string[] {
  if (answer?.kind === 'refused') return [`${to}: ${answer.status} ${answer.text}`];
  return answer?.kind === 'given-up' ? [`${to}: nobody answered in time; the last was ${answer.last}`] : [];
}

function countEnds(stack: Stack): number {
  return Object.values(stack.processes).reduce((total, process) => total + process.endedByItself(), 0);
}
