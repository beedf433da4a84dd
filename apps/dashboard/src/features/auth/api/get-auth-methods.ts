import { AuthMethods } from '@carillon/domain';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../lib/http/request.ts';

/** How one can sign in here, and whether this is a local installation. */
export function useAuthMethods() {
  return useQuery({ queryKey: ['auth-methods'], queryFn: () => request(AuthMethods, { url: '/auth/methods' }), staleTime: Infinity });
}
