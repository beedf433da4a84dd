import type { PaymentStatus } from '@carillon/domain';
import { IconAlertTriangle, IconBan, IconCheck, IconClock } from '@tabler/icons-react';
import type { StatusLook } from '../../components/ui/status.ts';

export const paymentLooks: Record<PaymentStatus, StatusLook> = {
  pending: { label: 'Pending', tone: 'waiting', icon: IconClock, meaning: 'Not paid yet, and not marked as late' },
  paid: { label: 'Paid', tone: 'good', icon: IconCheck, meaning: 'Nothing more is owed' },
  overdue: { label: 'Overdue', tone: 'bad', icon: IconAlertTriangle, meaning: 'Marked as late' },
  cancelled: { label: 'Cancelled', tone: 'quiet', icon: IconBan, meaning: 'Not owed any more' },
};
