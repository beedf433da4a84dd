import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { RouterProvider } from 'react-router/dom';
import { PageSkeleton } from '../components/ui/skeletons.tsx';
import { sessionQuery } from '../features/auth/api/get-session.ts';
import { createQueryClient } from '../lib/query-client.ts';
import { createRouter } from './router.tsx';
import { cssVariables, theme } from './theme.ts';

// The key is also read by public/color-scheme.js, before the first paint.
const colorSchemeManager = localStorageColorSchemeManager({ key: 'carillon-color-scheme' });

export function App() {
  const [router] = useState(createRouter);
  const [queryClient] = useState(() => {
    const client = createQueryClient(() => client.setQueryData(sessionQuery.queryKey, null));
    return client;
  });
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} colorSchemeManager={colorSchemeManager} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Suspense fallback={<PageSkeleton />}>
          <RouterProvider router={router} />
        </Suspense>
        <Notifications position="bottom-right" limit={3} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
