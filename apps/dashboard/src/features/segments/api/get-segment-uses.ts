import { CampaignUses } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { segmentKeys } from './segment-keys.ts';

/** Which campaigns need a segment; looked up anew each time somebody wants to delete it. */
export function useSegmentUses(id: string, enabled: boolean) {
  return useQuery({ queryKey: segmentKeys.uses(id), queryFn: ({ signal }) => request(CampaignUses, { url: `/segments/${encodeURIComponent(id)}/campaigns`, signal }), enabled, gcTime: 0 });
}
