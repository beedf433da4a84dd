import type { SuppressionReason } from '@carillon/domain';
import { IconHandStop, IconMailOff, IconMoodAngry } from '@tabler/icons-react';
import type { StatusLook } from '../../components/ui/status.ts';

export const suppressionLooks: Record<SuppressionReason, StatusLook> = {
  'hard-bounce': { label: 'Bounced', tone: 'bad', icon: IconMailOff, meaning: 'The receiving side refused the address for good' },
  'complaint': { label: 'Complained', tone: 'warning', icon: IconMoodAngry, meaning: 'Somebody marked a message as unwanted' },
  'manual': { label: 'By hand', tone: 'quiet', icon: IconHandStop, meaning: 'An operator put it on the list' },
};
