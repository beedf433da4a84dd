import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { BrowserRouter } from 'react-router';
import { PageSkeleton } from '../components/ui/skeletons.tsx';
import { sessionQuery } from '../features/auth/api/get-session.ts';
import { createQueryClient } from '../lib/query-client.ts';
import { CrashBoundary } from './crash-boundary.tsx';
import { AppRoutes } from './routes.tsx';
import { cssVariables, theme } from './theme.ts';

// The key is also read by public/color-scheme.js, before the first paint.
const colorSchemeManager = localStorageColorSchemeManager({ key: 'carillon-color-scheme' });

export function App() {
  const [queryClient] = useState(() => {
    const client = createQueryClient(() => client.setQueryData(sessionQuery.queryKey, null));
    return client;
  });
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} colorSchemeManager={colorSchemeManager} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <BrowserRouter>
          <CrashBoundary place="">
            <Suspense fallback={<PageSkeleton />}>
              <AppRoutes />
            </Suspense>
          </CrashBoundary>
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>
  );
}
