import type { ProviderSet } from '@carillon/channels';
import type { CommunicationLogRepository, SuppressionRepository } from '@carillon/db';
import type { Clock } from '@carillon/domain';
import { suppressAddresses } from '../../receipt/apply/suppress-addresses.ts';
import { askProvider, latestReceiptDue } from '../../receipt/ask-provider.ts';

const PAGE = 100;
const MAX_PAGES = 20;

export interface AskForReceiptsDeps {
  communicationLogs: Pick<CommunicationLogRepository, 'findOverdueReceipts' | 'applyReceipts' | 'giveUpReceipts' | 'postponeReceipts'>;
  suppressions: Pick<SuppressionRepository, 'suppress'>;
  providers: Pick<ProviderSet, 'find'>;
  clock: Clock;
  receiptTimeoutMs: number;
}

/**
 * Messages that a provider took, or may have taken when its worker died or its answer was lost, and never called back about
 * are asked for. Who can not tell leaves them `unknown`; who has not decided gets as long again. Answers how many were looked at.
 */
export async function askForReceipts({ communicationLogs, suppressions, providers, clock, receiptTimeoutMs }: AskForReceiptsDeps): Promise<number> {
  let looked = 0;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const overdue = await communicationLogs.findOverdueReceipts(PAGE, latestReceiptDue(clock, receiptTimeoutMs));
    const verdicts = await Promise.all(overdue.map(async (log) => ({ log, verdict: await askProvider(log, providers, clock) })));
    await suppressAddresses(verdicts.flatMap(({ log, verdict }) => (verdict.kind === 'receipt' ? [{ type: verdict.receipt.type, address: log.to, source: log.id }] : [])), { suppressions });
    await communicationLogs.applyReceipts(verdicts.flatMap(({ verdict }) => (verdict.kind === 'receipt' ? [verdict.receipt] : [])));
    await communicationLogs.postponeReceipts(verdicts.flatMap(({ log, verdict }) => (verdict.kind === 'wait' ? [log.id] : [])), new Date(clock.now().getTime() + receiptTimeoutMs));
    for (const { log, verdict } of verdicts) if (verdict.kind === 'give-up') await communicationLogs.giveUpReceipts([log], verdict.reason);
    looked += overdue.length;
    if (overdue.length < PAGE) break;
  }
  return looked;
}
