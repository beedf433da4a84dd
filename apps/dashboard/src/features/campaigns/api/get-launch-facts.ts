import { CampaignLaunchFacts, RecipientMessage } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';
import { campaignKeys } from './campaign-keys.ts';

/** What was launched, and by whom; read again when the campaign's state changes, and when its audience is there. */
export function useLaunchFacts(id: string, state: readonly unknown[]) {
  return useQuery({
    queryKey: [...campaignKeys.detail(id), 'launch', ...state],
    queryFn: ({ signal }) => request(CampaignLaunchFacts, { url: `/campaigns/${encodeURIComponent(id)}/launch`, signal }),
  });
}

/** What one recipient reads. */
export function useRecipientMessage(id: string, logId: string) {
  return useQuery({
    queryKey: [...campaignKeys.recipients(id), 'detail', logId, 'message'],
    queryFn: ({ signal }) => request(RecipientMessage, { url: `/campaigns/${encodeURIComponent(id)}/logs/${encodeURIComponent(logId)}/message`, signal }),
  });
}
