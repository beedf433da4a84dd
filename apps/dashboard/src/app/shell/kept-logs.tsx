import { useKeepLogs } from '../../features/notifications/api/keep-logs.ts';

/** Shows nothing: what is kept of logs stays true while other pages are open. */
export function KeptLogs() {
  useKeepLogs();
  return null;
}
