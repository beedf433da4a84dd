import { NotificationStatus, type CampaignWithStats } from '@carillon/domain';
import { Button, Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconTrash } from '@tabler/icons-react';
import { debounce, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import { ToneBadge } from '../../components/ui/tone-badge.tsx';
import { useCampaign } from '../../features/campaigns/api/get-campaign.ts';
import { useDeleteCampaign } from '../../features/campaigns/api/save-campaign.ts';
import { campaignLooks } from '../../features/campaigns/campaign-looks.ts';
import { CampaignActions } from '../../features/campaigns/components/campaign-actions.tsx';
import { CampaignForm } from '../../features/campaigns/components/campaign-form.tsx';
import { CampaignProgress } from '../../features/campaigns/components/campaign-progress.tsx';
import { CampaignReaders } from '../../features/campaigns/components/campaign-readers.tsx';
import { CampaignReview } from '../../features/campaigns/components/campaign-review.tsx';
import { RecipientLog } from '../../features/campaigns/components/recipient-log.tsx';
import { TestSend } from '../../features/campaigns/components/test-send.tsx';
import { ApiError } from '../../lib/http/api-error.ts';
import { usePermission } from '../../lib/session/session-context.tsx';
import classes from './campaign-page.module.css';

export function CampaignPage() {
  const { id = '' } = useParams();
  const query = useCampaign(id);
  const mayWrite = usePermission('campaigns:write');
  if (query.error instanceof ApiError && (query.error.status === 404 || query.error.status === 422)) return <MissingCampaign id={id} />;
  const campaign = query.data?.campaign;
  return (
    <>
      <PageHeader
        title={campaign?.name ?? 'Campaign'}
        aside={campaign && <ToneBadge look={campaignLooks[campaign.status]} large />}
        description={campaign && `${campaign.template} by ${campaign.channel === 'email' ? 'e-mail' : campaign.channel}, category ${campaign.category}`}
        actions={mayWrite && query.data && (query.data.campaign.status === 'draft' ? <DeleteDraft id={id} name={query.data.campaign.name} /> : <CampaignActions {...query.data} />)}
      />
      <QueryView query={query} label="the campaign" skeleton={<Skeleton height={520} radius={8} />}>
        {(data) => (
          <>
            {data.campaign.reason !== null && (
              <p className={classes.reason} data-tone={campaignLooks[data.campaign.status].tone}>
                <IconAlertTriangle size={16} aria-hidden /> {data.campaign.reason}
              </p>
            )}
            {data.campaign.status === 'draft' && mayWrite ? <Draft {...data} /> : <Launched {...data} />}
          </>
        )}
      </QueryView>
    </>
  );
}

function Draft({ campaign }: CampaignWithStats) {
  return (
    <div className={classes.columns}>
      <CampaignForm key={campaign.version} campaign={campaign} onSaved={() => undefined} />
      <div className={classes.column}>
        <CampaignReview campaign={campaign} />
        <TestSend campaign={campaign} />
      </div>
    </div>
  );
}

const filterState = { status: parseAsStringLiteral(NotificationStatus.options), search: parseAsString.withDefault('') };

function Launched(data: CampaignWithStats) {
  const [filter, setFilter] = useQueryStates(filterState, { limitUrlUpdates: debounce(200) });
  return (
    <div className={classes.column}>
      <CampaignProgress {...data} onChoose={(status) => void setFilter({ status })} />
      {data.campaign.tracking && <CampaignReaders id={data.campaign.id} />}
      <RecipientLog {...data} filter={filter} onChange={(change) => void setFilter(change)} />
    </div>
  );
}

function DeleteDraft({ id, name }: { id: string; name: string }) {
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const remove = useDeleteCampaign(id);
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconTrash size={14} aria-hidden />} onClick={() => setAsking(true)}>
        Delete
      </Button>
      <ConfirmDialog
        opened={asking}
        title="Delete this draft?"
        confirmLabel="Delete the draft"
        danger
        pending={remove.isPending}
        error={remove.error}
        onClose={() => setAsking(false)}
        onConfirm={() => remove.mutate(undefined, { onSuccess: () => void navigate('/campaigns') })}
      >
        “{name}” was never launched. It can’t be brought back.
      </ConfirmDialog>
    </>
  );
}

function MissingCampaign({ id }: { id: string }) {
  return (
    <>
      <PageHeader title="Campaign not found" />
      <EmptyState
        kind="no-match"
        title={`There is no campaign ${id}`}
        action={
          <Button component={Link} to="/campaigns" variant="default">
            Go to the campaigns
          </Button>
        }
      >
        The id may be cut short, or it was a draft that somebody deleted.
      </EmptyState>
    </>
  );
}
