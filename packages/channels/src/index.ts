export * from './channel.ts';
export * from './registry.ts';
export { createProviderSet, type ProviderSet, type ProviderSetOptions } from './provider-set.ts';
export { createProvider, defaultBreaker, type BreakerSettings, type Provider, type ProviderAccount, type ProviderUsage } from './provider.ts';
export { isProviderFailure } from './is-provider-failure.ts';
export { classifySmtpError, type FailedSend } from './email/classify-smtp-error.ts';
export { createEmailChannel, type EmailChannelOptions } from './email/create-email-channel.ts';
export { createVendorChannel, type VendorChannelOptions } from './vendor/create-vendor-channel.ts';
