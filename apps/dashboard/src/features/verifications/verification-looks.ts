import type { VerificationStatus } from '@carillon/domain';
import { IconClock, IconHourglassOff, IconUserCheck, IconX } from '@tabler/icons-react';
import type { StatusLook } from '../../components/ui/status.ts';

export const verificationLooks: Record<VerificationStatus, StatusLook> = {
  pending: { label: 'Pending', tone: 'waiting', icon: IconClock, meaning: 'Waits for an answer' },
  verified: { label: 'Verified', tone: 'good', icon: IconUserCheck, meaning: 'The employment was confirmed' },
  expired: { label: 'Expired', tone: 'quiet', icon: IconHourglassOff, meaning: 'The time for an answer is over' },
  rejected: { label: 'Rejected', tone: 'bad', icon: IconX, meaning: 'The employment was not confirmed' },
};
