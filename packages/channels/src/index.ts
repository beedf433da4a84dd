export * from './channel.ts';
export * from './registry.ts';
export { classifySmtpError, type FailedSend } from './email/classify-smtp-error.ts';
export { createEmailChannel, type EmailChannelOptions } from './email/create-email-channel.ts';
