import { Skeleton } from '@mantine/core';
import { useParams } from 'react-router';
import { Card } from '../../components/ui/card.tsx';
import { NotFound } from '../../components/ui/not-found.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import { ToneBadge } from '../../components/ui/tone-badge.tsx';
import { useReceipt } from '../../features/receipts/api/get-receipt.ts';
import { ReceiptFacts } from '../../features/receipts/components/receipt-facts.tsx';
import { ReplayButton } from '../../features/receipts/components/replay-button.tsx';
import { receiptLooks } from '../../features/receipts/receipt-looks.ts';
import { isMissing } from '../../lib/http/api-error.ts';
import { usePermission } from '../../lib/session/session-context.tsx';
import classes from './receipt-page.module.css';

export function ReceiptPage() {
  const { provider = '', id = '' } = useParams();
  const query = useReceipt({ provider, id });
  const mayWrite = usePermission('receipts:write');
  if (isMissing(query.error)) {
    return (
      <NotFound what="Receipt" title={`There is no receipt ${id}`} to="/receipts" link="Go to all receipts">
        The id may be cut short, or the record may have been deleted at the end of its retention.
      </NotFound>
    );
  }
  return (
    <>
      <PageHeader title={`Receipt of ${provider}`} aside={query.data && <ToneBadge look={receiptLooks[query.data.state]} large />} actions={mayWrite && query.data ? <ReplayButton receipt={query.data} /> : undefined} />
      <QueryView query={query} label="the receipt" skeleton={<Skeleton height={480} radius={8} />}>
        {(receipt) => (
          <div className={classes.parts}>
            <ReceiptFacts receipt={receipt} />
            <Card title="As it came">
              <pre className={classes.body} tabIndex={0} role="region" aria-label="Body">
                {receipt.body}
              </pre>
            </Card>
          </div>
        )}
      </QueryView>
    </>
  );
}
