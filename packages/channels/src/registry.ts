import type { ChannelName } from '@carillon/domain';
import type { Channel } from './channel.ts';
import { createEmailChannel, type EmailChannelOptions } from './email/create-email-channel.ts';

/** What each channel needs to know; one entry per channel. */
export interface ChannelSettings {
  email: EmailChannelOptions;
}

/** One channel of every kind there is. Connections are opened by the first send, not here. */
export function createChannels(settings: ChannelSettings): Record<ChannelName, Channel> {
  return {
    email: createEmailChannel(settings.email),
  };
}
