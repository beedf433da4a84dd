import { UserPage } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../http/request.ts';

/** The most ids that one request takes. */
const MOST_IDS = 200;

/** The names of users by their ids, asked for in one request; empty until they are there. More than 200 are shown by their ids. */
export function useUserNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const wanted = [...new Set(ids)].toSorted().slice(0, MOST_IDS);
  const { data } = useQuery({
    queryKey: ['users', 'names', wanted],
    queryFn: ({ signal }) => request(UserPage, { url: '/users', params: { ids: wanted.join(',') }, signal }),
    enabled: wanted.length > 0,
    staleTime: 60_000,
    placeholderData: (previous) => previous,
  });
  return new Map(data?.items.map(({ id, name }) => [id, name]));
}
