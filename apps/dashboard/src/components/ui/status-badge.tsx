import type { NotificationStatus } from '@carillon/domain';
import { statusLooks } from './status.ts';
import { ToneBadge } from './tone-badge.tsx';

/** The state of a notification. */
export function StatusBadge({ status, large = false }: { status: NotificationStatus; large?: boolean }) {
  return <ToneBadge look={statusLooks[status]} large={large} />;
}
