import type { RunState } from '@carillon/domain';
import { IconCheck, IconClock, IconPlayerPlay, IconX } from '@tabler/icons-react';
import type { StatusLook } from '../../../components/ui/status.ts';

export const runLooks: Record<RunState, StatusLook> = {
  queued: { label: 'Queued', tone: 'waiting', icon: IconClock, meaning: 'Waits for a worker' },
  running: { label: 'Running', tone: 'busy', icon: IconPlayerPlay, meaning: 'A worker looks for who is due' },
  done: { label: 'Done', tone: 'good', icon: IconCheck, meaning: 'Everybody who could be due was looked at' },
  failed: { label: 'Failed', tone: 'bad', icon: IconX, meaning: 'It ended before everybody was looked at' },
};
