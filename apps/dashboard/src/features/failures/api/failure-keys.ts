export const failureKeys = {
  lists: ['failures', 'groups'],
  groups: (filter: object) => ['failures', 'groups', filter],
  count: (selection: object) => ['failures', 'count', selection],
  deadLetters: ['failures', 'dead-letters'],
  deadLetterCount: (group: object) => ['failures', 'dead-letter-count', group],
} as const;
