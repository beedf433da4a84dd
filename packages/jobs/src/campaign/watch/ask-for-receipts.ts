import type { ProviderSet } from '@carillon/channels';
import type { CommunicationLogRepository, ReceiptItem } from '@carillon/db';
import { referenceOf, type Clock, type CommunicationLogDetail } from '@carillon/domain';

const PAGE = 100;
const MAX_PAGES = 20;
/** What one question may take; a provider that does not answer is asked again with the next look. */
const ASK_TIMEOUT_MS = 5_000;

export interface AskForReceiptsDeps {
  communicationLogs: Pick<CommunicationLogRepository, 'findOverdueReceipts' | 'applyReceipts' | 'giveUpReceipts' | 'postponeReceipts'>;
  providers: Pick<ProviderSet, 'find'>;
  clock: Clock;
  receiptTimeoutMs: number;
}

type Verdict = { kind: 'receipt'; receipt: ReceiptItem } | { kind: 'wait' } | { kind: 'give-up'; reason: string };

/**
 * Messages that a provider took and never called back about are asked for. Who can not tell leaves them `unknown`; who has not
 * decided gets as long again. Answers how many were looked at.
 */
export async function askForReceipts({ communicationLogs, providers, clock, receiptTimeoutMs }: AskForReceiptsDeps): Promise<number> {
  let looked = 0;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const overdue = await communicationLogs.findOverdueReceipts(PAGE);
    const verdicts = await Promise.all(overdue.map(async (log) => ({ log, verdict: await judge(log, providers, clock) })));
    await communicationLogs.applyReceipts(verdicts.flatMap(({ verdict }) => (verdict.kind === 'receipt' ? [verdict.receipt] : [])));
    await communicationLogs.postponeReceipts(verdicts.flatMap(({ log, verdict }) => (verdict.kind === 'wait' ? [log.id] : [])), new Date(clock.now().getTime() + receiptTimeoutMs));
    for (const { log, verdict } of verdicts) if (verdict.kind === 'give-up') await communicationLogs.giveUpReceipts([log], verdict.reason);
    looked += overdue.length;
    if (overdue.length < PAGE) break;
  }
  return looked;
}

async function judge(log: CommunicationLogDetail, providers: Pick<ProviderSet, 'find'>, clock: Clock): Promise<Verdict> {
  const attempt = log.attempts.at(-1);
  const provider = attempt === undefined ? null : providers.find(attempt.provider);
  if (attempt === undefined || provider === null) return { kind: 'give-up', reason: `The provider never said what became of it, and ${attempt?.provider ?? 'it'} is no longer set up here.` };
  const reference = referenceOf(log.id, attempt.number);
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
