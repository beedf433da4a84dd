import { Skeleton } from '@mantine/core';
import { useNavigate, useSearchParams } from 'react-router';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import { useCampaign } from '../../features/campaigns/api/get-campaign.ts';
import { CampaignForm } from '../../features/campaigns/components/campaign-form.tsx';
import classes from './new-campaign-page.module.css';

/** `?from=<id>` begins with what that campaign was made of. */
export function NewCampaignPage() {
  const from = useSearchParams()[0].get('from');
  const navigate = useNavigate();
  const open = ({ id }: { id: string }) => void navigate(`/campaigns/${id}`);
  return (
    <>
      <PageHeader title="New campaign" description="It is kept as a draft: nothing leaves before you have reviewed and launched it." />
      <div className={classes.narrow}>{from === null ? <CampaignForm campaign={null} onSaved={open} /> : <LikeAnother id={from} onSaved={open} />}</div>
    </>
  );
}

function LikeAnother({ id, onSaved }: { id: string; onSaved: (saved: { id: string }) => void }) {
  const query = useCampaign(id);
  return (
    <QueryView query={query} label="the campaign to use again" skeleton={<Skeleton height={520} radius={8} />}>
      {({ campaign }) => <CampaignForm campaign={null} like={campaign} onSaved={onSaved} />}
    </QueryView>
  );
}
