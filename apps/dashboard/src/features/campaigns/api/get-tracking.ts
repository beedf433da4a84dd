import { CampaignTracking, TrackingEvent } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from '../../../lib/http/request.ts';
import { campaignKeys } from './campaign-keys.ts';

/** Readers come in their own time, and no event tells of them. */
const REFRESH_MS = 10_000;
const TrackingEvents = z.object({ items: z.array(TrackingEvent) });

/** Who opened a campaign and followed its links. */
export function useCampaignTracking(id: string) {
  return useQuery({
    queryKey: [...campaignKeys.detail(id), 'tracking'],
    queryFn: ({ signal }) => request(CampaignTracking, { url: `/campaigns/${encodeURIComponent(id)}/tracking`, signal }),
    refetchInterval: REFRESH_MS,
  });
}

/** What one recipient opened and followed. */
export function useRecipientTracking(id: string, logId: string) {
  return useQuery({
    queryKey: [...campaignKeys.recipients(id), 'detail', logId, 'tracking'],
    queryFn: ({ signal }) => request(TrackingEvents, { url: `/campaigns/${encodeURIComponent(id)}/logs/${encodeURIComponent(logId)}/tracking`, signal }),
    refetchInterval: REFRESH_MS,
  });
}
