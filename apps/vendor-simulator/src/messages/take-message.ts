import { CarillonError, type Clock } from '@carillon/domain';
import type { CallbackSchedule } from '../callbacks/callback-schedule.ts';
import type { SettingsStore } from '../settings/store.ts';
import type { Journal, TakenMessage } from './journal.ts';
import type { MessageBook } from './message-book.ts';
import { takeTurn, type RateState } from './rate-limit.ts';
import { simulateDelivery, type DeliveryPlan } from './simulate-delivery.ts';

export interface TakeMessageDeps {
  settings: Pick<SettingsStore, 'settingsOf'>;
  book: MessageBook;
  journal: Pick<Journal, 'write'>;
  schedule: Pick<CallbackSchedule, 'plan' | 'hasRoom'>;
  rates: Map<string, RateState>;
  clock: Clock;
  newId: () => string;
}

export interface NewMessage {
  account: string;
  /** Of the request; the same key gets the same answer. */
  key: string;
  reference: string;
  to: string;
}

/**
 * Takes a message: it is in the journal, with its whole fate, before this resolves. Throws `rate-limited`, or
 * `dependency-unavailable` when it is to be ill or has no room.
 */
export async function takeMessage(deps: TakeMessageDeps, input: NewMessage): Promise<{ message: TakenMessage; answer: DeliveryPlan['answer'] }> {
  const { account, key, reference, to } = input;
  const settings = deps.settings.settingsOf(account);
  const known = deps.book.findByKey(account, key);
  if (known !== null) return { message: known, answer: 'accept' };
  limitRate(deps, account, settings.ratePerSecond);
  const plan = simulateDelivery(settings, { account, to, attempt: Number(/\.(\d{1,6})$/.exec(reference)?.[1] ?? 1) });
  if (plan.answer === 'refuse') throw new CarillonError('dependency-unavailable', 'The simulated vendor is ill.', { retryAfterSeconds: 1 });
  if (!deps.schedule.hasRoom()) throw new CarillonError('dependency-unavailable', 'The simulated vendor has no room for more messages.', { retryAfterSeconds: 5 });
  const message: TakenMessage = { id: deps.newId(), account, key, reference, to, takenAtMs: deps.clock.now().getTime(), history: plan.history, callbacks: plan.callbacks };
  deps.book.add(message);
  await writeDown(deps, message);
  deps.schedule.plan(message);
  return { message, answer: plan.answer };
}

/** One that the journal has no room for is refused, and the same key is free for the next try. */
async function writeDown({ book, journal }: TakeMessageDeps, message: TakenMessage): Promise<void> {
  try {
    await journal.write({ taken: message });
  } catch (error) {
    book.remove(message);
    throw new CarillonError('dependency-unavailable', 'The simulated vendor could not write the message down.', { retryAfterSeconds: 1, cause: error });
  }
}

function limitRate({ rates, clock }: TakeMessageDeps, account: string, ratePerSecond: number | null): void {
  if (ratePerSecond === null) return;
  const { state, retryAfterMs } = takeTurn(rates.get(account), ratePerSecond, clock.now().getTime());
  rates.set(account, state);
  if (retryAfterMs > 0) throw new CarillonError('rate-limited', `This account takes ${ratePerSecond} messages per second.`, { retryAfterSeconds: retryAfterMs / 1_000 });
}
