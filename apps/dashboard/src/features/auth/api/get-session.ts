import { Session } from '@carillon/domain';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { ApiError } from '../../../lib/http/api-error.ts';
import { request } from '../../../lib/http/request.ts';

/** Who is signed in; null when nobody is. */
async function getSession(): Promise<Session | null> {
  try {
    return await request(Session, { url: '/auth/session' });
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: getSession, staleTime: 5 * 60_000 });

export function useSession() {
  return useQuery(sessionQuery);
}
