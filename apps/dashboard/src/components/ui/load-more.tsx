import { Button } from '@mantine/core';

/** The end of a paged list: the next page, on demand. */
export function LoadMore({ hasMore, loading, onLoad }: { hasMore: boolean; loading: boolean; onLoad: () => void }) {
  if (!hasMore) return null;
  return (
    <Button variant="default" size="xs" mt="sm" mx="auto" display="block" loading={loading} onClick={onLoad}>
      Load more
    </Button>
  );
}
