import type { ReceiptState, ReceiptType } from '@carillon/domain';
import { IconAlertTriangle, IconCheck, IconClock, IconCopy, IconHelp, IconHourglass, IconPlayerTrackNext, IconX } from '@tabler/icons-react';
import type { StatusLook } from '../../components/ui/status.ts';

export const receiptLooks: Record<ReceiptState, StatusLook> = {
  'waiting': { label: 'Waiting', tone: 'waiting', icon: IconClock, meaning: 'Stored, and about to be looked at' },
  'early': { label: 'Early', tone: 'waiting', icon: IconHourglass, meaning: 'Its attempt is still under way: it is looked at again by itself' },
  'applied': { label: 'Applied', tone: 'good', icon: IconCheck, meaning: 'It moved its message' },
  'late': { label: 'Late', tone: 'quiet', icon: IconPlayerTrackNext, meaning: 'Its message had gone on already' },
  'repeated': { label: 'Repeated', tone: 'quiet', icon: IconCopy, meaning: 'It said what was known already' },
  'unknown-message': { label: 'Unknown message', tone: 'doubt', icon: IconHelp, meaning: 'It is about nothing that we have' },
  'forged': { label: 'Forged', tone: 'bad', icon: IconAlertTriangle, meaning: 'Not signed by the provider: refused, and nothing in it is believed' },
  'unreadable': { label: 'Unreadable', tone: 'bad', icon: IconX, meaning: 'Signed by the provider, and not understood' },
};

export const typeLabels: Record<ReceiptType, string> = { sent: 'Sent', failed: 'Failed', bounced: 'Bounced', complained: 'Complained' };
