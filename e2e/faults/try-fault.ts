import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from './fault.ts';
import type { Client } from './load/open-client.ts';
import { addPayers } from './load/remind-payers.ts';
import { startSteadyLoad, type Asked, type SteadyLoad } from './load/steady-load.ts';
import type { FaultResult } from './report/fault-result.ts';
import type { Stack } from './stack/start-stack.ts';
import type { LogReader } from './verdict/read-log.ts';
import { reconcile } from './verdict/reconcile.ts';
import { recoveryOf } from './verdict/recovery.ts';
import type { Taken } from './witness/read-witness.ts';

const WARM_UP_MS = 1_000;
/** A message that is taken so soon after it was asked for is an ordinary one. */
const NORMAL_MS = 2_000;
const RECOVERY_PATIENCE_MS = 60_000;
/** What maintenance, leases and retries may take. */
const REST_PATIENCE_MS = 90_000;
const SWEEP_MS = 4_000;
const LOOK_MS = 300;

export interface Trial {
  stack: Stack;
  log: LogReader;
  client: Client;
  seed: number;
  random: () => number;
  say(line: string): void;
}

/** Lets one fault happen under load, waits until all has come to rest, and holds the log against the witness. */
export async function tryFault(fault: Fault, { stack, log, client, seed, random, say }: Trial): Promise<FaultResult> {
  const at = new Date();
  const domain = `${fault.name}-${at.getTime().toString(36)}.example.com`;
  const endedBefore = countEnds(stack);
  const mendedAt: number[] = [];
  let kills = 0;

  const payers = fault.reminders ? await addPayers(stack, domain) : [];
  const load = startSteadyLoad({ apiUrl: stack.apiUrl, key: client.key, domain, random });
  const sweeps = payers.length === 0 ? undefined : setInterval(client.sweep, SWEEP_MS);
  await wait(WARM_UP_MS);
  const unfit = await fault.happen({
    stack, mailServer: stack.mailServer, random,
    wait: (milliseconds) => wait(milliseconds),
    mended: () => mendedAt.push(Date.now()),
    async kill(name) {
      await stack.processes[name].kill();
      kills += 1;
      say(`  killed ${name}`);
    },
  });
  const recoveryMs = await untilRecovered(stack, load, mendedAt);
  const stoppedAt = Date.now();
  await load.stop();
  await untilAtRest(log, domain, payers);
  clearInterval(sweeps);
  const restMs = Date.now() - stoppedAt;

  const rows = await log.read(domain);
  const witness = (await stack.readWitness()).filter(({ to }) => to.endsWith(`@${domain}`));
  const accepted = load.asked.filter(({ answer }) => answer?.kind === 'accepted');
  const promised = [...accepted.map(({ to }) => to), ...payers];
  const { lost, duplicates, excused, contradictions } = reconcile(promised.map((to) => ({ to })), rows, witness);
  return {
    name: fault.name, title: fault.title, at: at.toISOString(), seed, notProven: unfit?.notProven ?? null, kills,
    promised: promised.length, taken: witness.length,
    failed: rows.filter(({ status }) => ['failed', 'skipped', 'suppressed', 'cancelled'].includes(status)).length,
    unknown: rows.filter(({ status }) => status === 'unknown').length,
    triedAgain: accepted.reduce((total, { answer }) => total + (answer?.kind === 'accepted' ? answer.tries - 1 : 0), 0),
    lost, duplicates, excused, contradictions,
    refused: load.asked.flatMap(describeRefusal),
    endedByThemselves: countEnds(stack) - endedBefore,
    handsNeeded: Object.values(stack.processes).flatMap((process) => (process.givenUp() === null ? [] : [`${process.name}: ${process.givenUp()}`])),
    recoveryMs, restMs, countersAgree: null,
  };
}

async function untilRecovered(stack: Stack, load: SteadyLoad, mendedAt: readonly number[]): Promise<number | null> {
  const deadline = Date.now() + RECOVERY_PATIENCE_MS;
  for (;;) {
    const recovery = recoveryOf(mendedAt, probesOf(load.asked, await stack.readWitness()), NORMAL_MS);
    if (recovery !== null || Date.now() > deadline) return recovery;
    await wait(LOOK_MS);
  }
}

function probesOf(asked: readonly Asked[], witness: readonly Taken[]) {
  const takenAt = new Map(witness.map(({ to, at }) => [to, at]));
  return asked.filter(({ immediate }) => immediate).map(({ to, askedAt }) => ({ askedAt, takenAt: takenAt.get(to) ?? null }));
}

/** Until nothing is under way, and everybody who is to be reminded is in the log; or until there is no hope. */
async function untilAtRest(log: LogReader, domain: string, payers: readonly string[]): Promise<void> {
  const deadline = Date.now() + REST_PATIENCE_MS;
  while (Date.now() < deadline) {
    const missing = new Set(payers);
    if ((await log.countUnsettled(domain)) === 0) {
      if (payers.length === 0) return;
      for (const { to } of await log.read(domain)) missing.delete(to);
      if (missing.size === 0) return;
    }
    await wait(LOOK_MS);
  }
}

function describeRefusal({ to, answer }: Asked): string[] {
  if (answer?.kind === 'refused') return [`${to}: ${answer.status} ${answer.text}`];
  return answer?.kind === 'given-up' ? [`${to}: nobody answered in time; the last was ${answer.last}`] : [];
}

function countEnds(stack: Stack): number {
  return Object.values(stack.processes).reduce((total, process) => total + process.endedByItself(), 0);
}
