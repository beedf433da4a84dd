import type { ProviderSet } from '@carillon/channels';
import type { CommunicationLogRepository, SuppressionRepository } from '@carillon/db';
import type { Clock } from '@carillon/domain';
import type { JobResult } from '@carillon/queue';
import { suppressAddresses } from '../../receipt/apply/suppress-addresses.ts';
import { askByPages } from '../../receipt/ask-by-pages.ts';
import { askProvider, latestReceiptDue } from '../../receipt/ask-provider.ts';

const PAGE = 100;

export interface AskForCampaignReceiptsDeps {
  communicationLogs: Pick<CommunicationLogRepository, 'findOverdueReceipts' | 'applyReceipts' | 'giveUpReceipts' | 'postponeReceipts'>;
  suppressions: Pick<SuppressionRepository, 'suppress'>;
  providers: Pick<ProviderSet, 'find'>;
  clock: Clock;
  receiptTimeoutMs: number;
}

/**
 * Messages that a provider took, or may have taken when its worker died or its answer was lost, and never called back about
 * are asked for. Who can not tell leaves them `unknown`; who has not decided gets as long again.
 */
export async function askForCampaignReceipts(_payload: { slot: string }, deps: AskForCampaignReceiptsDeps): Promise<JobResult> {
  return { outcome: 'done', reason: `asked about ${await askByPages(PAGE, deps, () => askPage(deps))}` };
}

async function askPage({ communicationLogs, suppressions, providers, clock, receiptTimeoutMs }: AskForCampaignReceiptsDeps): Promise<number> {
  const overdue = await communicationLogs.findOverdueReceipts(PAGE, latestReceiptDue(clock, receiptTimeoutMs));
  const verdicts = await Promise.all(overdue.map(async (log) => ({ log, verdict: await askProvider(log, providers, clock) })));
  await suppressAddresses(verdicts.flatMap(({ log, verdict }) => (verdict.kind === 'receipt' ? [{ type: verdict.receipt.type, address: log.to, source: log.id }] : [])), { suppressions });
  await communicationLogs.applyReceipts(verdicts.flatMap(({ verdict }) => (verdict.kind === 'receipt' ? [verdict.receipt] : [])));
  await communicationLogs.postponeReceipts(verdicts.flatMap(({ log, verdict }) => (verdict.kind === 'wait' ? [log.id] : [])), new Date(clock.now().getTime() + receiptTimeoutMs));
  for (const { log, verdict } of verdicts) if (verdict.kind === 'give-up') await communicationLogs.giveUpReceipts([log], verdict.reason);
  return overdue.length;
}
