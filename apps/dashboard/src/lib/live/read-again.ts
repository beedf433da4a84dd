import type { QueryClient } from '@tanstack/react-query';

declare module '@tanstack/react-query' {
  interface Register {
    /** `readAgain: false`: what is edited on top of this must not change under it. */
    queryMeta: { readAgain?: false };
  }
}

/**
 * Reads again what is on screen, for it may be older than anybody tells; what its `staleTime` still calls fresh is left alone. A first reading that is under way
 * can not be begun anew: it ends, and is followed by another.
 */
export function readAgain(client: QueryClient): void {
  for (const query of client.getQueryCache().findAll({ type: 'active' })) {
    const read = () => client.invalidateQueries({ predicate: (other) => other === query && query.isStale() && query.meta?.readAgain !== false });
    const isFirst = query.state.data === undefined && query.state.fetchStatus !== 'idle';
    void (isFirst ? (query.promise ?? Promise.resolve()).then(read, read) : read());
  }
}
