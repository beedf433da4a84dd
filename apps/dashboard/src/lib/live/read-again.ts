import type { Query, QueryClient, QueryKey } from '@tanstack/react-query';

declare module '@tanstack/react-query' {
  interface Register {
    /** `readAgain: false`: what is edited on top of this must not change under it. */
    queryMeta: { readAgain?: false };
  }
}

/** Those whose reading has to end first. */
const awaited = new WeakSet<Query>();

/**
 * Reads again what is on screen, all of it or what its key begins with, because it has changed or may have; what its `staleTime` still calls fresh is left
 * alone. A reading that is under way may be older than the change: it ends and is followed by one more, so that a slow answer is seen even when changes never cease.
 */
export function readAgain(client: QueryClient, filter: { queryKey?: QueryKey } = {}): void {
  for (const query of client.getQueryCache().findAll({ ...filter, type: 'active' })) {
    const read = () => {
      awaited.delete(query);
      void client.invalidateQueries({ predicate: (other) => other === query && query.isStale() && query.meta?.readAgain !== false });
    };
    if (query.state.fetchStatus === 'idle') read();
    else if (!awaited.has(query)) {
      awaited.add(query);
      void (query.promise ?? Promise.resolve()).then(read, read);
    }
  }
}
