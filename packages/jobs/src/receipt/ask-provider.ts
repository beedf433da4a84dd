import type { ProviderSet } from '@carillon/channels';
import { referenceOf, type Attempt, type Clock, type ReceiptType } from '@carillon/domain';

/** What one question may take; a provider that does not answer is asked again with the next look. */
const ASK_TIMEOUT_MS = 5_000;

/** What a provider would have said in a receipt. */
export interface AskedReceipt {
  provider: string;
  providerMessageId: string;
  reference: string;
  type: ReceiptType;
  at: Date;
  reason: string | null;
}

/** `wait`: it has not decided, or can not be asked right now. `give-up`: it will never tell. */
export type AskVerdict = { kind: 'receipt'; receipt: AskedReceipt } | { kind: 'wait' } | { kind: 'give-up'; reason: string };

/** Asks the provider of the last attempt what became of a message that it took and never called back about. */
export async function askProvider({ id, attempts }: { id: string; attempts: readonly Pick<Attempt, 'number' | 'provider' | 'providerMessageId'>[] }, providers: Pick<ProviderSet, 'find'>, clock: Clock): Promise<AskVerdict> {
  const attempt = attempts.at(-1);
  const provider = attempt === undefined ? null : providers.find(attempt.provider);
  if (attempt === undefined || provider === null) return { kind: 'give-up', reason: `The provider never said what became of it, and ${attempt?.provider ?? 'it'} is no longer set up here.` };
  const reference = referenceOf(id, attempt.number);
  const report = await provider.ask({ providerMessageId: attempt.providerMessageId, reference }, { signal: AbortSignal.timeout(ASK_TIMEOUT_MS) });
  switch (report.kind) {
    case 'found':
      if (report.status === 'pending') return { kind: 'wait' };
      return { kind: 'receipt', receipt: { provider: provider.name, providerMessageId: report.providerMessageId, reference, type: report.status, at: clock.now(), reason: report.reason } };
    case 'unavailable':
      return { kind: 'wait' };
    case 'not-found':
      return { kind: 'give-up', reason: `${provider.name} took the message, never said what became of it, and does not know it any more.` };
    case 'cannot-tell':
      return { kind: 'give-up', reason: `${provider.name} took the message and never said what became of it.` };
  }
}

/** The latest instant until which anybody is left to call back, with as much again for clocks that differ a little. */
export function latestReceiptDue(clock: Clock, receiptTimeoutMs: number): Date {
  return new Date(clock.now().getTime() + 2 * receiptTimeoutMs);
}
