import type { Permission } from '@carillon/domain';
import { IconAdjustments, IconAlertTriangle, IconBell, IconCalendarDue, IconChartBar, IconClockPlay, IconFilter, IconInbox, IconMailOff, IconMailCheck, IconPlugConnected, IconReceipt, IconSend, IconSpeakerphone, IconStack2, IconTemplate, IconUserCheck, IconUsers } from '@tabler/icons-react';

export interface Destination {
  path: string;
  label: string;
  icon: typeof IconBell;
  /** Second key of the "g …" shortcut. */
  key: string;
  permission: Permission;
  /** Only where the mail sandbox is. */
  localOnly?: boolean;
}

export interface NavigationGroup {
  label: string;
  destinations: readonly Destination[];
}

/** The map of the product. A page that is added gets its line here, and with it its link, its shortcut and its place in the palette. */
export const navigation: readonly NavigationGroup[] = [
  {
    label: 'Watch',
    destinations: [
      { path: '/', label: 'Overview', icon: IconChartBar, key: 'o', permission: 'notifications:read' },
      { path: '/notifications', label: 'Notifications', icon: IconBell, key: 'n', permission: 'notifications:read' },
      { path: '/failures', label: 'Failures', icon: IconAlertTriangle, key: 'f', permission: 'notifications:read' },
    ],
  },
  {
    label: 'Remind',
    destinations: [
      { path: '/due', label: 'Due users', icon: IconCalendarDue, key: 'd', permission: 'users:read' },
      { path: '/schedules', label: 'Schedules', icon: IconClockPlay, key: 'c', permission: 'schedules:read' },
    ],
  },
  {
    label: 'People',
    destinations: [
      { path: '/users', label: 'Users', icon: IconUsers, key: 'u', permission: 'users:read' },
      { path: '/segments', label: 'Segments', icon: IconFilter, key: 'g', permission: 'segments:read' },
      { path: '/suppressions', label: 'Suppressions', icon: IconMailOff, key: 'x', permission: 'suppressions:read' },
      { path: '/payments', label: 'Payments', icon: IconReceipt, key: 'p', permission: 'users:read' },
      { path: '/verifications', label: 'Verifications', icon: IconUserCheck, key: 'v', permission: 'users:read' },
    ],
  },
  {
    label: 'Write',
    destinations: [
      { path: '/campaigns', label: 'Campaigns', icon: IconSpeakerphone, key: 'm', permission: 'campaigns:read' },
      { path: '/test-email', label: 'Test e-mail', icon: IconSend, key: 'e', permission: 'notifications:write' },
      { path: '/templates', label: 'Templates', icon: IconTemplate, key: 't', permission: 'templates:read' },
    ],
  },
  {
    label: 'System',
    destinations: [
      { path: '/providers', label: 'Providers', icon: IconPlugConnected, key: 'a', permission: 'providers:read' },
      { path: '/receipts', label: 'Receipts', icon: IconMailCheck, key: 'r', permission: 'receipts:read' },
      { path: '/queues', label: 'Queues', icon: IconStack2, key: 'q', permission: 'queues:read' },
      { path: '/inbox', label: 'Inbox', icon: IconInbox, key: 'i', permission: 'inbox:read', localOnly: true },
      { path: '/settings', label: 'Settings', icon: IconAdjustments, key: 's', permission: 'audit:read' },
    ],
  },
];

/** What this operator can go to, in this installation. Groups that would be empty are left out. */
export function visibleNavigation(permissions: readonly Permission[], localMode: boolean): NavigationGroup[] {
  return navigation
    .map((group) => ({ ...group, destinations: group.destinations.filter((entry) => permissions.includes(entry.permission) && (localMode || entry.localOnly !== true)) }))
    .filter((group) => group.destinations.length > 0);
}
