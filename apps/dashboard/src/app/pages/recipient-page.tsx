import { Skeleton } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { AttemptList } from '../../components/ui/attempt-list.tsx';
import { Card } from '../../components/ui/card.tsx';
import columns from '../../components/ui/columns.module.css';
import { EventTimeline } from '../../components/ui/event-timeline.tsx';
import { Copyable, Facts, given } from '../../components/ui/facts.tsx';
import { Instant } from '../../components/ui/instant.tsx';
import { NextTry } from '../../components/ui/next-try.tsx';
import { NotFound } from '../../components/ui/not-found.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import { ReasonStrip } from '../../components/ui/reason-strip.tsx';
import { StatusBadge } from '../../components/ui/status-badge.tsx';
import { statusLooks } from '../../components/ui/status.ts';
import { useCampaign } from '../../features/campaigns/api/get-campaign.ts';
import { useRecipient } from '../../features/campaigns/api/list-recipients.ts';
import { RecipientMessage } from '../../features/campaigns/components/recipient-message.tsx';
import { RecipientReading } from '../../features/campaigns/components/recipient-reading.tsx';
import { isMissing } from '../../lib/http/api-error.ts';
import classes from './recipient-page.module.css';

/** What a campaign did for one of its recipients: every attempt, every receipt, in order. */
export function RecipientPage() {
  const { id = '', logId = '' } = useParams();
  const query = useRecipient(id, logId);
  const campaign = useCampaign(id);
  if (isMissing(query.error)) {
    return (
      <NotFound what="Recipient" title={`There is no recipient ${logId}`} to={`/campaigns/${id}`} link="Go to the campaign">
        The id may be cut short, or the record may have been deleted at the end of its retention.
      </NotFound>
    );
  }
  const recipient = query.data;
  return (
    <>
      <PageHeader
        title={recipient === undefined ? 'Recipient' : recipient.to === '' ? recipient.userId : recipient.to}
        aside={recipient && <StatusBadge status={recipient.status} large />}
        description={
          <>
            In the campaign{' '}
            <Link to={`/campaigns/${id}`} className={classes.link}>
              {campaign.data?.campaign.name ?? id}
            </Link>
          </>
        }
      />
      <QueryView query={query} label="the recipient" skeleton={<Skeleton height={420} radius={8} />}>
        {(log) => (
          <>
            <ReasonStrip reason={log.reason} tone={statusLooks[log.status].tone} />
            <div className={columns.columns} data-equal>
              <div className={columns.column}>
                <AttemptList attempts={log.attempts} maxAttempts={log.maxAttempts} />
                {campaign.data !== undefined && <RecipientMessage id={id} logId={logId} channel={campaign.data.campaign.channel} />}
              </div>
              <div className={columns.column}>
                {campaign.data?.campaign.tracking === true && <RecipientReading id={id} logId={logId} />}
                <EventTimeline timeline={log.timeline} />
                <Card title="Facts">
                  <Facts
                    facts={[
                      ['User', <Link to={`/users/${encodeURIComponent(log.userId)}`}>{log.name === '' ? log.userId : log.name}</Link>],
                      ...given('Next try', log.nextAttemptAt && <NextTry at={log.nextAttemptAt} />),
                      ...given('Receipt until', log.receiptDueAt && <Instant at={log.receiptDueAt} />),
                      ['Id', <Copyable value={log.id} />],
                    ]}
                  />
                </Card>
              </div>
            </div>
          </>
        )}
      </QueryView>
    </>
  );
}
