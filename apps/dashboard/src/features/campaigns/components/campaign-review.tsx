import { describeExclusion, type Campaign, type CampaignReview as Review, type ChannelName } from '@carillon/domain';
import { Button, Group, Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCalendarEvent, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { Card } from '../../../components/ui/card.tsx';
import { ConfirmDialog } from '../../../components/ui/confirm-dialog.tsx';
import { MessageFrame } from '../../../components/ui/message-frame.tsx';
import { QueryView } from '../../../components/ui/query-view.tsx';
import { channelLabels } from '../../../lib/channel-labels.ts';
import { useLaunch, useReview } from '../api/steer-campaign.ts';
import { describeLeftOut, describeReach } from '../reach-words.ts';
import { warnOfShift } from '../schedule-words.ts';
import classes from './campaign-review.module.css';
import { SmsText } from './sms-text.tsx';

/** The last step before a launch: what it would do, by the server, and the launch itself. */
export function CampaignReview({ campaign }: { campaign: Campaign }) {
  const query = useReview(campaign, true);
  const launch = useLaunch(campaign.id);
  const [asking, setAsking] = useState<'now' | 'scheduled' | null>(null);
  const { schedule } = campaign;
  const shift = schedule === null ? null : warnOfShift(schedule);
  const ask = (what: 'now' | 'scheduled') => {
    launch.reset();
    setAsking(what);
  };
  const start = () =>
    launch.mutate(asking === 'now', {
      onSuccess: ({ campaign: launched }) => {
        setAsking(null);
        notifications.show({ message: launched.status === 'scheduled' ? 'Scheduled' : 'Launched' });
      },
    });

  return (
    <Card title="Review">
      <QueryView query={query} label="the review" skeleton={<Skeleton height={260} />}>
        {(review) => (
          <>
            <Findings review={review} channel={campaign.channel} />
            <Group gap="xs">
              {schedule !== null && (
                <Button size="xs" leftSection={<IconCalendarEvent size={15} aria-hidden />} disabled={isBlocked(review)} onClick={() => ask('scheduled')}>
                  Schedule for {schedule.at.replace('T', ' ')}
                </Button>
              )}
              <Button size="xs" variant={schedule === null ? 'filled' : 'default'} leftSection={<IconSend size={15} aria-hidden />} disabled={isBlocked(review)} onClick={() => ask('now')}>
                {schedule === null ? 'Launch' : 'Launch now'}
              </Button>
            </Group>
            <ConfirmDialog
              opened={asking !== null}
              title={asking === 'scheduled' ? 'Schedule this campaign?' : 'Launch this campaign?'}
              confirmLabel={asking === 'scheduled' ? 'Schedule it' : `Send to ${describeReach(review.audience)}`}
              pending={launch.isPending}
              error={launch.error}
              onClose={() => setAsking(null)}
              onConfirm={start}
            >
              “{campaign.name}” goes to <strong>{describeReach(review.audience)}</strong> {review.audience.included === 1 ? 'recipient' : 'recipients'}
              {asking === 'scheduled' && schedule !== null ? `, as they are at ${schedule.at.replace('T', ' ')} (${schedule.timeZone}).${shift === null ? '' : ` ${shift}`}` : '. It can be paused and cancelled; what has left can’t be called back.'}
            </ConfirmDialog>
          </>
        )}
      </QueryView>
    </Card>
  );
}

function isBlocked({ problems }: Review): boolean {
  return problems.some(({ blocking }) => blocking);
}

function Findings({ review: { audience, samples, problems }, channel }: { review: Review; channel: ChannelName }) {
  // Without its segment or template nobody was looked at: that is not the same as nobody.
  const isUncounted = problems.some(({ code }) => code === 'not-found');
  return (
    <>
      {problems.map(({ message, blocking }) => (
        <p key={message} className={classes.problem} data-tone={blocking ? 'bad' : 'warning'} role={blocking ? 'alert' : undefined}>
          <IconAlertTriangle size={16} aria-hidden />
          <span>
            {blocking ? 'It can’t be launched: ' : 'Some will fail: '}
            {message}
          </span>
        </p>
      ))}
      {!isUncounted && (
        <p className={classes.numbers}>
          Goes to <strong>{describeReach(audience)}</strong> {audience.included === 1 ? 'recipient' : 'recipients'}
          {describeLeftOut(audience)}
        </p>
      )}
      {audience.excluded.length > 0 && (
        <ul className={classes.excluded}>
          {audience.excluded.map(({ reason, count }) => (
            <li key={reason}>
              {count.toLocaleString('en')} {describeExclusion(reason)}
            </li>
          ))}
        </ul>
      )}
      {samples.map((sample, index) => (
        <details key={sample.userId} className={classes.sample} open={index === 0}>
          <summary>
            {channel === 'email' ? <strong>{sample.subject}</strong> : channelLabels[channel]} to{' '}
            {sample.name} ({sample.to})
          </summary>
          {channel === 'email' ? <MessageFrame html={sample.html} title={`What ${sample.name} would read`} /> : <SmsText text={sample.text} label={`What ${sample.name} would read`} />}
        </details>
      ))}
    </>
  );
}
