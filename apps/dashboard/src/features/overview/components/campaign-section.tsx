import type { CampaignOverview } from '@carillon/domain';
import type { UseQueryResult } from '@tanstack/react-query';
import { Card } from '../../../components/ui/card.tsx';
import { ErrorPanel } from '../../../components/ui/error-panel.tsx';
import { StaleStrip } from '../../../components/ui/stale-strip.tsx';
import { CampaignTiles } from './campaign-tiles.tsx';

interface CampaignSectionProps {
  query: Pick<UseQueryResult<CampaignOverview>, 'data' | 'error' | 'dataUpdatedAt' | 'refetch'>;
  /** The page says already that it is stale. */
  saidStale: boolean;
}

/** The numbers of campaigns where there are any; and where they could not be read, that. */
export function CampaignSection({ query: { data, error, dataUpdatedAt, refetch }, saidStale }: CampaignSectionProps) {
  const retry = () => void refetch();
  if (data === undefined) {
    return error === null ? null : (
      <Card title="Campaign messages">
        <ErrorPanel error={error} onRetry={retry} />
      </Card>
    );
  }
  return (
    <>
      {error !== null && !saidStale && <StaleStrip since={dataUpdatedAt} onRetry={retry} />}
      {data.campaigns > 0 && <CampaignTiles overview={data} />}
    </>
  );
}
