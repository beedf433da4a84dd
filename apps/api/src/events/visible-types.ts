import { LiveEvent, type Permission } from '@carillon/domain';

export type LiveEventType = LiveEvent['type'];
export const liveEventTypes = LiveEvent.options.map((option) => option.shape.type.value);

/** Who may not read something is not told of it either. */
const permissionOf = {
  'notification.changed': 'notifications:read',
  'run.changed': 'schedules:read',
  'campaign.changed': 'campaigns:read',
  'inbox.received': 'inbox:read',
  'queue.changed': 'queues:read',
} as const satisfies Record<LiveEventType, Permission>;

/** The types that somebody with these permissions is told of: of those `wanted`, or of all. */
export function visibleTypes(permissions: readonly Permission[], wanted: readonly LiveEventType[] = liveEventTypes): ReadonlySet<LiveEventType> {
  return new Set(wanted.filter((type) => permissions.includes(permissionOf[type])));
}
