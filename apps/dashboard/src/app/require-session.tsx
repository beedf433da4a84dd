import { useQueryClient } from '@tanstack/react-query';
import { Navigate, useLocation } from 'react-router';
import { ErrorPanel } from '../components/ui/error-panel.tsx';
import { PageHeader } from '../components/ui/page-header.tsx';
import { PageSkeleton } from '../components/ui/skeletons.tsx';
import { sessionQuery, useSession } from '../features/auth/api/get-session.ts';
import { LiveProvider } from '../lib/live/live-provider.tsx';
import { SessionProvider } from '../lib/session/session-context.tsx';
import { Shell } from './shell/shell.tsx';

/** Everything but the sign-in page is behind this. Who is signed out comes back to where they were. */
export function RequireSession() {
  const queryClient = useQueryClient();
  const { pathname, search } = useLocation();
  const session = useSession();

  if (session.data) {
    return (
      <SessionProvider value={session.data}>
        <LiveProvider onRefused={() => queryClient.setQueryData(sessionQuery.queryKey, null)}>
          <Shell />
        </LiveProvider>
      </SessionProvider>
    );
  }
  if (session.data === null) {
    const next = `${pathname}${search}`;
    return <Navigate to={next === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next }).toString()}`} replace />;
  }
  if (session.error !== null) {
    return (
      <main>
        <PageHeader title="Carillon" />
        <ErrorPanel error={session.error} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  return <PageSkeleton />;
}
