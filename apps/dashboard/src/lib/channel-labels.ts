import type { ChannelName } from '@carillon/domain';

/** Channels as people call them. */
export const channelLabels: Record<ChannelName, string> = { email: 'E-mail', vendor: 'Text message' };
