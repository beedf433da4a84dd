import { Notifications } from '@mantine/notifications';

/** Where short answers appear ("Queued again"). */
export function Toasts() {
  return <Notifications position="bottom-right" limit={3} />;
}
