import { CampaignPage, PaymentPage, UserPage } from '@carillon/domain';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { request } from '../../lib/http/request.ts';

/** Of each kind: whoever looks for more than these has its page. */
const MOST = 5;
const SHORTEST = 2;
const LONGEST = 100;

/**
 * The people, campaigns and payments (by their reference) that `typed` may mean; none until a little is typed, and none of a kind that is not asked for.
 * Only what was found for exactly this is there, and a kind never before the one that comes ahead of it: what somebody is about to choose does not move.
 */
export function useFound(typed: string, asked: { users: boolean; campaigns: boolean; payments: boolean }) {
  const search = typed.slice(0, LONGEST);
  const [settled] = useDebouncedValue(search, 200);
  const wanted = search.length >= SHORTEST && settled === search;
  const users = useFirst(UserPage, '/users', { search }, wanted && asked.users);
  const campaigns = useFirst(CampaignPage, '/campaigns', { search }, wanted && asked.campaigns);
  // The people that are meant are shown themselves, and not by their payments.
  const payments = useFirst(PaymentPage, '/payments', { search, searchIn: 'reference' }, wanted && asked.payments);
  const campaignsNext = !users.isLoading;
  const paymentsNext = campaignsNext && !campaigns.isLoading;
  return { users: users.data?.items ?? [], campaigns: (campaignsNext && campaigns.data?.items) || [], payments: (paymentsNext && payments.data?.items) || [] };
}

function useFirst<Page extends z.ZodType>(page: Page, url: string, params: Readonly<Record<string, string>>, enabled: boolean): { data: z.output<Page> | undefined; isLoading: boolean } {
  const { data, isLoading } = useQuery({
    queryKey: ['found', url, params],
    queryFn: ({ signal }) => request(page, { url, params: { ...params, limit: MOST }, signal }),
    enabled,
    staleTime: 30_000,
    // What is listed stays where it is.
    refetchOnWindowFocus: false,
  });
  return { data: enabled ? data : undefined, isLoading };
}
