import { NotificationStatus, type CampaignWithStats } from '@carillon/domain';
import { Skeleton } from '@mantine/core';
import { debounce, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { lazy, Suspense } from 'react';
import { useNavigate, useParams } from 'react-router';
import columns from '../../components/ui/columns.module.css';
import { NotFound } from '../../components/ui/not-found.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import { ReasonStrip } from '../../components/ui/reason-strip.tsx';
import { ToneBadge } from '../../components/ui/tone-badge.tsx';
import { useCampaign } from '../../features/campaigns/api/get-campaign.ts';
import { campaignLooks } from '../../features/campaigns/campaign-looks.ts';
import { CampaignActions } from '../../features/campaigns/components/campaign-actions.tsx';
import { CampaignProgress } from '../../features/campaigns/components/campaign-progress.tsx';
import { CampaignReaders } from '../../features/campaigns/components/campaign-readers.tsx';
import { CampaignReview } from '../../features/campaigns/components/campaign-review.tsx';
import { DeleteDraftButton } from '../../features/campaigns/components/delete-draft-button.tsx';
import { LaunchFacts } from '../../features/campaigns/components/launch-facts.tsx';
import { RecipientLog } from '../../features/campaigns/components/recipient-log.tsx';
import { TestSend } from '../../features/campaigns/components/test-send.tsx';
import { channelLabels } from '../../lib/channel-labels.ts';
import { isMissing } from '../../lib/http/api-error.ts';
import { usePermission } from '../../lib/session/session-context.tsx';

/** Only a draft is written: whoever follows a campaign does not wait for its form. */
const CampaignForm = lazy(() => import('../../features/campaigns/components/campaign-form.tsx').then((module) => ({ default: module.CampaignForm })));

export function CampaignPage() {
  const { id = '' } = useParams();
  const query = useCampaign(id);
  const navigate = useNavigate();
  const mayWrite = usePermission('campaigns:write');
  if (isMissing(query.error)) {
    return (
      <NotFound what="Campaign" title={`There is no campaign ${id}`} to="/campaigns" link="Go to the campaigns">
        The id may be cut short, or it was a draft that somebody deleted.
      </NotFound>
    );
  }
  const campaign = query.data?.campaign;
  return (
    <>
      <PageHeader
        title={campaign?.name ?? 'Campaign'}
        aside={campaign && <ToneBadge look={campaignLooks[campaign.status]} large />}
        description={campaign && `${campaign.template} by ${channelLabels[campaign.channel].toLowerCase()}, category ${campaign.category}`}
        actions={mayWrite && query.data && (query.data.campaign.status === 'draft' ? <DeleteDraftButton id={id} name={query.data.campaign.name} onDeleted={() => void navigate('/campaigns')} /> : <CampaignActions {...query.data} />)}
      />
      <QueryView query={query} label="the campaign" skeleton={<Skeleton height={520} radius={8} />}>
        {(data) => (
          <>
            <ReasonStrip reason={data.campaign.reason} tone={campaignLooks[data.campaign.status].tone} />
            {data.campaign.status === 'draft' && mayWrite ? <Draft {...data} /> : <Launched {...data} />}
          </>
        )}
      </QueryView>
    </>
  );
}

function Draft({ campaign }: CampaignWithStats) {
  return (
    <div className={columns.columns} data-equal>
      <Suspense fallback={<Skeleton height={520} radius={8} />}>
        <CampaignForm key={campaign.version} campaign={campaign} onSaved={() => undefined} />
      </Suspense>
      <div className={columns.column}>
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
    <div className={columns.column}>
      <CampaignProgress {...data} onChoose={(status) => void setFilter({ status })} />
      <LaunchFacts campaign={data.campaign} />
      {data.campaign.tracking && <CampaignReaders id={data.campaign.id} />}
      <RecipientLog {...data} filter={filter} onChange={(change) => void setFilter(change)} />
    </div>
  );
}
