import type { QueueStatus } from '@carillon/domain';
import { IconAlertTriangle, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import type { StatusLook } from '../../../components/ui/status.ts';

const running: StatusLook = { label: 'Running', tone: 'good', icon: IconPlayerPlay, meaning: 'Workers take its jobs' };
const paused: StatusLook = { label: 'Paused', tone: 'warning', icon: IconPlayerPause, meaning: 'Jobs are accepted, and wait until it is resumed' };
const unserved: StatusLook = { label: 'No worker', tone: 'bad', icon: IconAlertTriangle, meaning: 'No worker process serves it: jobs wait until one starts' };

export function queueLook({ paused: isPaused, workers }: Pick<QueueStatus, 'paused' | 'workers'>): StatusLook {
  if (isPaused) return paused;
  return workers === 0 ? unserved : running;
}
