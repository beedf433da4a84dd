import { Skeleton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { AttemptList } from '../../components/ui/attempt-list.tsx';
import { Card } from '../../components/ui/card.tsx';
import { EventTimeline } from '../../components/ui/event-timeline.tsx';
import facts from '../../components/ui/facts.module.css';
import { Instant } from '../../components/ui/instant.tsx';
import { NextTry } from '../../components/ui/next-try.tsx';
import { NotFound } from '../../components/ui/not-found.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import { StatusBadge } from '../../components/ui/status-badge.tsx';
import { statusLooks } from '../../components/ui/status.ts';
import { useCampaign } from '../../features/campaigns/api/get-campaign.ts';
import { useRecipient } from '../../features/campaigns/api/list-recipients.ts';
import { RecipientMessage } from '../../features/campaigns/components/recipient-message.tsx';
import { RecipientReading } from '../../features/campaigns/components/recipient-reading.tsx';
import { isMissing } from '../../lib/http/api-error.ts';
import classes from './campaign-page.module.css';

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
            {log.reason !== null && (
              <p className={classes.reason} data-tone={statusLooks[log.status].tone}>
                <IconAlertTriangle size={16} aria-hidden /> {log.reason}
              </p>
            )}
            <div className={classes.columns}>
              <div className={classes.column}>
                <AttemptList attempts={log.attempts} maxAttempts={log.maxAttempts} />
                {campaign.data !== undefined && <RecipientMessage id={id} logId={logId} channel={campaign.data.campaign.channel} />}
              </div>
              <div className={classes.column}>
                {campaign.data?.campaign.tracking === true && <RecipientReading id={id} logId={logId} />}
                <EventTimeline timeline={log.timeline} />
                <Card title="Facts">
                  <dl className={facts.facts}>
                    <div className={facts.fact}>
                      <dt>User</dt>
                      <dd>
                        <Link to={`/users/${encodeURIComponent(log.userId)}`}>{log.name === '' ? log.userId : log.name}</Link>
                      </dd>
                    </div>
                    {log.nextAttemptAt !== null && (
                      <div className={facts.fact}>
                        <dt>Next try</dt>
                        <dd>
                          <NextTry at={log.nextAttemptAt} />
                        </dd>
                      </div>
                    )}
                    {log.receiptDueAt !== null && (
                      <div className={facts.fact}>
                        <dt>Receipt until</dt>
                        <dd>
                          <Instant at={log.receiptDueAt} />
                        </dd>
                      </div>
                    )}
                    <div className={facts.fact}>
                      <dt>Id</dt>
                      <dd>
                        <code>{log.id}</code>
                      </dd>
                    </div>
                  </dl>
                </Card>
              </div>
            </div>
          </>
        )}
      </QueryView>
    </>
  );
}
