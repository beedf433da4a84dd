/** Where answers about segments are kept. */
export const segmentKeys = {
  all: ['segments'] as const,
  list: ['segments', 'list'] as const,
  count: ['segments', 'list', 'count'] as const,
  detail: (id: string) => ['segments', 'detail', id] as const,
  uses: (id: string) => ['segments', 'uses', id] as const,
  preview: (body: unknown) => ['segments', 'preview', body] as const,
};
