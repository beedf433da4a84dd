import { Button, Skeleton } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { Card } from '../../components/ui/card.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import { ToneBadge } from '../../components/ui/tone-badge.tsx';
import { useReceipt } from '../../features/receipts/api/get-receipt.ts';
import { ReceiptFacts } from '../../features/receipts/components/receipt-facts.tsx';
import { ReplayButton } from '../../features/receipts/components/replay-button.tsx';
import { receiptLooks } from '../../features/receipts/receipt-looks.ts';
import { ApiError } from '../../lib/http/api-error.ts';
import { usePermission } from '../../lib/session/session-context.tsx';
import classes from './receipt-page.module.css';

export function ReceiptPage() {
  const { provider = '', id = '' } = useParams();
  const query = useReceipt({ provider, id });
  const mayWrite = usePermission('receipts:write');
  if (query.error instanceof ApiError && (query.error.status === 404 || query.error.status === 422)) return <MissingReceipt id={id} />;
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

function MissingReceipt({ id }: { id: string }) {
  return (
    <>
      <PageHeader title="Receipt not found" />
      <EmptyState
        kind="no-match"
        title={`There is no receipt ${id}`}
        action={
          <Button component={Link} to="/receipts" variant="default">
            Go to all receipts
          </Button>
        }
      >
        The id may be cut short, or the record may have been deleted at the end of its retention.
      </EmptyState>
    </>
  );
}
