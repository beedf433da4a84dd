import { useNavigate } from 'react-router';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { CampaignForm } from '../../features/campaigns/components/campaign-form.tsx';
import classes from './campaign-page.module.css';

export function NewCampaignPage() {
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title="New campaign" description="It is kept as a draft: nothing leaves before you have reviewed and launched it." />
      <div className={classes.narrow}>
        <CampaignForm campaign={null} onSaved={({ id }) => void navigate(`/campaigns/${id}`)} />
      </div>
    </>
  );
}
