import type { NotificationStatus } from '@carillon/domain';
import {
  IconAlertTriangle, IconBan, IconCheck, IconChecks, IconClock, IconHandStop, IconHelp, IconMailX, IconPlayerTrackNext, IconRefresh, IconSend, IconX,
} from '@tabler/icons-react';

export type Tone = 'good' | 'busy' | 'waiting' | 'warning' | 'bad' | 'doubt' | 'quiet';

/** How a state is shown: in a word, with an icon, and in a tone (colour) that only repeats what these say. */
export interface StatusLook {
  label: string;
  tone: Tone;
  icon: typeof IconCheck;
  meaning: string;
}

export const statusLooks: Record<NotificationStatus, StatusLook> = {
  queued: { label: 'Queued', tone: 'waiting', icon: IconClock, meaning: 'Accepted, and waiting for its turn' },
  sending: { label: 'Sending', tone: 'busy', icon: IconSend, meaning: 'Being handed to the provider' },
  retrying: { label: 'Retrying', tone: 'warning', icon: IconRefresh, meaning: 'Refused for now; it will be tried again by itself' },
  sent: { label: 'Sent', tone: 'good', icon: IconCheck, meaning: 'The provider took responsibility' },
  delivered: { label: 'Delivered', tone: 'good', icon: IconChecks, meaning: 'The recipient’s server has it' },
  bounced: { label: 'Bounced', tone: 'bad', icon: IconMailX, meaning: 'The recipient’s server returned it' },
  complained: { label: 'Complained', tone: 'bad', icon: IconHandStop, meaning: 'The recipient marked it as spam' },
  failed: { label: 'Failed', tone: 'bad', icon: IconX, meaning: 'Refused for good, or every try was used up' },
  unknown: { label: 'Unknown', tone: 'doubt', icon: IconHelp, meaning: 'Handed over, but no answer came: it may or may not have been sent' },
  skipped: { label: 'Skipped', tone: 'quiet', icon: IconPlayerTrackNext, meaning: 'No longer needed when its turn came' },
  suppressed: { label: 'Suppressed', tone: 'quiet', icon: IconAlertTriangle, meaning: 'The recipient must not be written to' },
  cancelled: { label: 'Cancelled', tone: 'quiet', icon: IconBan, meaning: 'Stopped by an operator before it was sent' },
};
