import { notifications } from '@mantine/notifications';
import { ApiError } from '../../../lib/http/api-error.ts';
import { useSwitchQueue } from '../api/switch-queue.ts';

/** Lets a queue run again, and tells what came of it. `onResumed` runs before what says that it is paused has gone. */
export function useResumeQueue(name: string, onResumed?: () => void): { resume: () => void; resuming: boolean } {
  const change = useSwitchQueue(name);
  const resume = () =>
    change.mutate('resume', {
      onSuccess: () => {
        notifications.show({ message: `${name} runs again` });
        onResumed?.();
      },
      onError: (error) => notifications.show({ color: 'red', title: `${name} was not resumed`, message: error instanceof ApiError ? error.message : 'Try again.' }),
    });
  return { resume, resuming: change.isPending };
}
