/** Where answers about templates are kept. */
export const templateKeys = {
  list: ['templates', 'list'] as const,
  detail: (name: string) => ['templates', 'detail', name] as const,
  versions: (name: string) => ['templates', 'versions', name] as const,
};
