import { CAMPAIGN_MAX_ATTEMPTS, type Campaign, type CampaignStats } from '@carillon/domain';
import { Button, Checkbox } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBan, IconCopy, IconPencil, IconPlayerPause, IconPlayerPlay, IconRefresh, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { ConfirmDialog } from '../../../components/ui/confirm-dialog.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import { useCancelCampaign, useLaunch, useRetryCount, useRetryFailed, useSteerSimply } from '../api/steer-campaign.ts';
import { countOf } from '../progress.ts';

/** What an operator can do with a campaign that is no draft any more. What can not be undone asks first. */
export function CampaignActions({ campaign, stats }: { campaign: Campaign; stats: CampaignStats }) {
  const [asking, setAsking] = useState<'cancel' | 'retry' | 'launch' | 'edit' | null>(null);
  const [withUnknown, setWithUnknown] = useState(false);
  const steer = useSteerSimply(campaign.id);
  const cancel = useCancelCampaign(campaign.id);
  const launch = useLaunch(campaign.id);
  const retry = useRetryFailed(campaign.id);
  const statuses = withUnknown ? (['failed', 'unknown'] as const) : (['failed'] as const);
  const count = useRetryCount(campaign.id, [...statuses], asking === 'retry');
  const close = () => setAsking(null);
  const ask = (what: NonNullable<typeof asking>) => {
    cancel.reset();
    launch.reset();
    retry.reset();
    steer.reset();
    setAsking(what);
  };
  const say = (message: string) => {
    close();
    notifications.show({ message });
  };
  const { status } = campaign;
  const unknown = stats.counts.unknown ?? 0;
  const retryable = (stats.counts.failed ?? 0) + unknown > 0 && (status === 'running' || status === 'paused' || status === 'finished');
  const failedToSteer = () => notifications.show({ color: 'red', message: 'That did not work: the campaign was changed meanwhile.' });

  return (
    <>
      <Button component={Link} to={`/campaigns/new?from=${campaign.id}`} size="xs" variant="default" leftSection={<IconCopy size={15} aria-hidden />}>
        Use again
      </Button>
      {retryable && (
        <Button size="xs" variant="default" leftSection={<IconRefresh size={15} aria-hidden />} onClick={() => ask('retry')}>
          Retry failed
        </Button>
      )}
      {status === 'scheduled' && (
        <>
          <Button size="xs" variant="default" leftSection={<IconPencil size={15} aria-hidden />} onClick={() => ask('edit')}>
            Edit
          </Button>
          <Button size="xs" leftSection={<IconSend size={15} aria-hidden />} onClick={() => ask('launch')}>
            Launch now
          </Button>
        </>
      )}
      {status === 'running' && (
        <Button size="xs" variant="default" leftSection={<IconPlayerPause size={15} aria-hidden />} loading={steer.isPending} onClick={() => steer.mutate('pause', { onError: failedToSteer })}>
          Pause
        </Button>
      )}
      {status === 'paused' && (
        <Button size="xs" leftSection={<IconPlayerPlay size={15} aria-hidden />} loading={steer.isPending} onClick={() => steer.mutate('resume', { onError: failedToSteer })}>
          Resume
        </Button>
      )}
      {(status === 'running' || status === 'paused' || status === 'scheduled') && (
        <Button size="xs" variant="default" leftSection={<IconBan size={15} aria-hidden />} onClick={() => ask('cancel')}>
          Cancel
        </Button>
      )}
      <ConfirmDialog
        opened={asking === 'cancel'}
        title="Cancel this campaign?"
        confirmLabel="Cancel the campaign"
        danger
        pending={cancel.isPending}
        error={cancel.error}
        onClose={close}
        onConfirm={() => cancel.mutate(undefined, { onSuccess: ({ left, withheld }) => say(`Cancelled. ${countOf(left, 'message')} had left, ${withheld.toLocaleString('en')} will not.`) })}
      >
        <strong>{countOf(stats.pending, 'recipient')}</strong> not reached yet will get nothing. What has left can’t be called back, and a cancelled campaign can’t be resumed.
      </ConfirmDialog>
      <ConfirmDialog
        opened={asking === 'edit'}
        title="Make it a draft again?"
        confirmLabel="Make it a draft"
        pending={steer.isPending}
        error={steer.error}
        onClose={close}
        onConfirm={() => steer.mutate('unschedule', { onSuccess: () => say('A draft again: it starts when it is scheduled or launched') })}
      >
        Only a draft can be changed. It will not start{campaign.startsAt === null ? ' by itself' : <> at <Instant at={campaign.startsAt} exact /></>} any more, until it is scheduled again.
      </ConfirmDialog>
      <ConfirmDialog
        opened={asking === 'launch'}
        title="Launch now?"
        confirmLabel="Launch now"
        pending={launch.isPending}
        error={launch.error}
        onClose={close}
        onConfirm={() => launch.mutate(true, { onSuccess: () => say('Launched') })}
      >
        It starts at once instead of at its time, with the segment and the template as they are now.
      </ConfirmDialog>
      <ConfirmDialog
        opened={asking === 'retry'}
        title="Try the failed ones again?"
        confirmLabel={`Try ${count.data?.count.toLocaleString('en') ?? ''} again`}
        danger={withUnknown}
        pending={retry.isPending}
        error={retry.error ?? count.error}
        onClose={close}
        onConfirm={() => retry.mutate([...statuses], { onSuccess: ({ count: queued }) => say(`Another round for ${countOf(queued, 'recipient')}`) })}
      >
        {count.data === undefined ? 'Counting…' : `Another round of up to ${CAMPAIGN_MAX_ATTEMPTS} attempts for ${countOf(count.data.count, 'recipient')}. Nobody else gets anything.`}
        {unknown > 0 && (
          <Checkbox
            mt="sm"
            size="sm"
            checked={withUnknown}
            onChange={(event) => setWithUnknown(event.currentTarget.checked)}
            label={`Also the ${unknown.toLocaleString('en')} whose outcome is unknown: they may get it twice`}
          />
        )}
      </ConfirmDialog>
    </>
  );
}
