import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorPanel } from './error-panel.tsx';
import { StaleStrip } from './stale-strip.tsx';

interface QueryViewProps<Data> {
  query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'dataUpdatedAt' | 'refetch'>;
  /** What is loading, for screen readers: "the overview". */
  label: string;
  /** A picture of the final height. */
  skeleton: ReactNode;
  children: (data: Data) => ReactNode;
}

/** The three states of everything that is loaded: a skeleton, an error panel, or the data (under a strip when it is stale). */
export function QueryView<Data>({ query, label, skeleton, children }: QueryViewProps<Data>) {
  const retry = () => void query.refetch();
  if (query.data !== undefined) {
    return (
      <>
        {query.error !== null && <StaleStrip since={query.dataUpdatedAt} onRetry={retry} />}
        {children(query.data)}
      </>
    );
  }
  if (query.error !== null) return <ErrorPanel error={query.error} onRetry={retry} />;
  return (
    <div aria-busy="true" role="status" aria-label={`Loading ${label}`}>
      {skeleton}
    </div>
  );
}
