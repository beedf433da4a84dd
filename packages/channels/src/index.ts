export * from './channel.ts';
export * from './registry.ts';
export { createProviderSet, type ProviderSet } from './provider-set.ts';
export type { Provider, ProviderAccount } from './provider.ts';
export { createVendorChannel } from './vendor/create-vendor-channel.ts';
