import type { OperatorRole } from '@carillon/domain';

/** What each role may do, in a sentence. */
export const roleLooks: Record<OperatorRole, { name: string; mayDo: string }> = {
  viewer: { name: 'a viewer', mayDo: 'A viewer looks, and changes nothing.' },
  operator: { name: 'an operator', mayDo: 'An operator also sends, and changes campaigns, templates, users, segments, schedules and queues.' },
  admin: { name: 'an admin', mayDo: 'An admin may do everything, and also manages operators and API keys.' },
};
