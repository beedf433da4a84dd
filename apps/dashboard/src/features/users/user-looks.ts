import type { UserStatus } from '@carillon/domain';
import { IconCheck, IconUserOff } from '@tabler/icons-react';
import type { StatusLook } from '../../components/ui/status.ts';

export const userLooks: Record<UserStatus, StatusLook> = {
  active: { label: 'Active', tone: 'good', icon: IconCheck, meaning: 'May be written to' },
  deactivated: { label: 'Deactivated', tone: 'quiet', icon: IconUserOff, meaning: 'Gets neither reminders nor campaigns any more' },
};
