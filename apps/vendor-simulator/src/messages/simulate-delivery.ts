import { seededRoll } from '../seeded-roll.ts';
import type { Faults, SimulatorSettings } from '../settings/schema.ts';
import type { ReportedStatus } from './journal.ts';

/** One call of the receipts' address. */
export interface PlannedCallback {
  /** Tells the events of a message apart; a repeated event has the number of the first. */
  event: number;
  /** From taking the message. */
  afterMs: number;
  status: ReportedStatus;
  reason: string | null;
  /** Signed with a key that is not ours. */
  forged: boolean;
}

/** What happens to one message. `refuse`: it is not taken, and nothing comes of it. */
export interface DeliveryPlan {
  answer: 'accept' | 'refuse' | 'hang' | 'accept-late';
  /** What asking for the message answers, as time goes by; in order. */
  history: { afterMs: number; status: ReportedStatus; reason: string | null }[];
  /** In the order of their time. */
  callbacks: PlannedCallback[];
}

/** What a message's fate depends on besides the settings. */
export interface MessageKey {
  account: string;
  to: string;
  /** 1 for the first; a further attempt is another throw of the dice. */
  attempt: number;
}

const FAILURES = ['The recipient can not be reached.', 'The line of the recipient is busy.', 'The network of the recipient timed out.'] as const;

/** The fate of a message: the same settings and key, the same fate. Each thing that can happen has a die of its own, so that changing one rate changes nothing else. */
export function simulateDelivery(settings: SimulatorSettings, { account, to, attempt }: MessageKey): DeliveryPlan {
  const roll = (die: string, event = 0) => seededRoll(settings.seed, account, to.toLowerCase(), attempt, die, event);
  const happens = (fault: keyof Faults, event = 0) => roll(fault, event) < settings.faults[fault];
  if (happens('serverErrors')) return { answer: 'refuse', history: [], callbacks: [] };

  const history = outcomesOf(settings, roll);
  const callbacks = history.flatMap((outcome, event): PlannedCallback[] => {
    const genuine = { event, ...outcome, afterMs: outcome.afterMs + lateness(settings, happens, event), forged: false };
    return [
      ...(happens('drops', event) ? [] : [genuine, ...(happens('duplicates', event) ? [{ ...genuine, afterMs: genuine.afterMs + latencyFrom(settings, roll('echo', event)) }] : [])]),
      ...(happens('forgeries', event) ? [forge(outcome, event)] : []),
    ];
  });
  const answer = happens('hangs') ? 'hang' : happens('lateAnswers') ? 'accept-late' : 'accept';
  return { answer, history, callbacks: callbacks.toSorted((one, other) => one.afterMs - other.afterMs) };
}

type Roll = (die: string, event?: number) => number;
type Outcome = DeliveryPlan['history'][number];

function outcomesOf(settings: SimulatorSettings, roll: Roll): Outcome[] {
  const first = latencyFrom(settings, roll('latency'));
  if (roll('success') >= settings.successRate) {
    return [{ afterMs: first, status: 'FAILED', reason: FAILURES[Math.floor(roll('reason') * FAILURES.length)] ?? FAILURES[0] }];
  }
  const sent: Outcome = { afterMs: first, status: 'SENT', reason: null };
  const second = first + latencyFrom(settings, roll('latency', 1));
  if (roll('bounce') < settings.bounceRate) return [sent, { afterMs: second, status: 'BOUNCED', reason: 'The address of the recipient does not exist.' }];
  if (roll('complaint') < settings.complaintRate) return [sent, { afterMs: second, status: 'COMPLAINED', reason: 'The recipient reported it as spam.' }];
  return [sent];
}

function latencyFrom({ latencyMs: { min, max } }: SimulatorSettings, roll: number): number {
  return min + Math.floor(roll * Math.max(0, max - min + 1));
}

/** Held back behind everything that was taken at the same time, or late by the delay. */
function lateness({ latencyMs, delayMs }: SimulatorSettings, happens: (fault: keyof Faults, event: number) => boolean, event: number): number {
  return (happens('reordering', event) ? 3 * latencyMs.max : 0) + (happens('delays', event) ? delayMs : 0);
}

/** The opposite of the truth, before the truth comes. */
function forge({ afterMs, status }: Outcome, event: number): PlannedCallback {
  return { event, afterMs: Math.floor(afterMs / 2), status: status === 'SENT' ? 'FAILED' : 'SENT', reason: 'Forged.', forged: true };
}
