import { CampaignPage, SearchedPayments, UserPage } from '@carillon/domain';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { request } from '../../lib/http/request.ts';

/** Of each kind: whoever looks for more than these has its page. */
const MOST = 5;
const SHORTEST = 2;
const LONGEST = 100;

/** The people, campaigns and payments (by their reference) that `typed` may mean; none until a little is typed, and none of a kind that is not asked for. */
export function useFound(typed: string, asked: { users: boolean; campaigns: boolean; payments: boolean }) {
  const [settled] = useDebouncedValue(typed, 200);
  const search = settled.slice(0, LONGEST);
  const wanted = typed.length >= SHORTEST && search.length >= SHORTEST;
  const users = useFirst(UserPage, '/users', search, wanted && asked.users);
  const campaigns = useFirst(CampaignPage, '/campaigns', search, wanted && asked.campaigns);
  const payments = useFirst(SearchedPayments, '/payments', search, wanted && asked.payments);
  // The people that are meant are shown themselves, and not by their payments.
  const byReference = payments?.items.filter(({ reference }) => reference.toLowerCase().startsWith(search.toLowerCase()));
  return { users: users?.items ?? [], campaigns: campaigns?.items ?? [], payments: byReference ?? [] };
}

function useFirst<Page extends z.ZodType>(page: Page, url: string, search: string, enabled: boolean): z.output<Page> | undefined {
  const { data } = useQuery({
    queryKey: ['found', url, search],
    queryFn: ({ signal }) => request(page, { url, params: { search, limit: MOST }, signal }),
    enabled,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
  return enabled ? data : undefined;
}
