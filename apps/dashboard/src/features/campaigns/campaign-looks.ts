import type { CampaignStatus } from '@carillon/domain';
import { IconBan, IconCalendarEvent, IconChecks, IconPencil, IconPlayerPause, IconSend } from '@tabler/icons-react';
import type { StatusLook } from '../../components/ui/status.ts';

export const campaignLooks: Record<CampaignStatus, StatusLook> = {
  draft: { label: 'Draft', tone: 'waiting', icon: IconPencil, meaning: 'Being written; nothing has left' },
  scheduled: { label: 'Scheduled', tone: 'waiting', icon: IconCalendarEvent, meaning: 'Starts by itself at its time' },
  running: { label: 'Running', tone: 'busy', icon: IconSend, meaning: 'Messages are being handed over' },
  paused: { label: 'Paused', tone: 'warning', icon: IconPlayerPause, meaning: 'Nothing is handed over until it is resumed' },
  finished: { label: 'Finished', tone: 'good', icon: IconChecks, meaning: 'Everybody was reached, left out or given up' },
  cancelled: { label: 'Cancelled', tone: 'quiet', icon: IconBan, meaning: 'Stopped for good' },
};
