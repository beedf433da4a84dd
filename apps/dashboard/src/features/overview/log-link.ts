import type { NotificationStatus } from '@carillon/domain';

/** The address of the log, filtered to statuses and to the instants `from` (included) to `to` (excluded). */
export function logLink(statuses: readonly NotificationStatus[], from: string, to: string): string {
  return `/notifications?${new URLSearchParams({ ...(statuses.length > 0 ? { status: statuses.join(',') } : {}), from, to }).toString()}`;
}

/** The same for what failed for one reason. */
export function failureLink(reason: string, from: string, to: string): string {
  return `/notifications?${new URLSearchParams({ failure: reason, from, to }).toString()}`;
}
