/** Where answers about campaigns are kept. */
export const campaignKeys = {
  all: ['campaigns'] as const,
  lists: ['campaigns', 'list'] as const,
  list: (filter: object) => ['campaigns', 'list', filter] as const,
  details: ['campaigns', 'detail'] as const,
  detail: (id: string) => ['campaigns', 'detail', id] as const,
  review: (id: string, version: number) => ['campaigns', 'review', id, version] as const,
  recipients: (id: string) => ['campaigns', 'recipients', id] as const,
};
