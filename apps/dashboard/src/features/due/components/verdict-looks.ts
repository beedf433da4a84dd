import type { DueEntry } from '@carillon/domain';
import { IconBellRinging, IconBellOff } from '@tabler/icons-react';
import type { StatusLook } from '../../../components/ui/status.ts';

export const verdictLooks: Record<DueEntry['verdict'], StatusLook> = {
  due: { label: 'Due', tone: 'good', icon: IconBellRinging, meaning: 'The next run reaches this one' },
  excluded: { label: 'Excluded', tone: 'quiet', icon: IconBellOff, meaning: 'The next run leaves this one out' },
};
