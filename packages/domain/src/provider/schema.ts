import { z } from 'zod';
import { ChannelName } from '../channel/schema.ts';

/** `closed`: used as usual. `open`: left alone after failures in a row. `half-open`: one message tries whether it is back. */
export const CircuitState = z.enum(['closed', 'open', 'half-open']);
export type CircuitState = z.infer<typeof CircuitState>;

/** What a provider's account is called: in addresses, attempts and campaigns. */
export const ProviderName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and hyphens, and begin with a letter');

/** How a provider stands in one worker process. */
export const ProviderReport = z.object({
  provider: ProviderName,
  channel: ChannelName,
  account: z.string(),
  ratePerSecond: z.number().positive().nullable(),
  worker: z.string(),
  at: z.iso.datetime().describe('When it said so, by the clock of Redis'),
  circuit: CircuitState,
  openUntil: z.iso.datetime().nullable(),
  failuresInRow: z.int(),
  lastFailure: z.string().nullable(),
  inFlight: z.int(),
  waiting: z.int(),
  maxConcurrent: z.int(),
  lastMinute: z.int().describe('Messages handed to it in the last minute'),
});
export type ProviderReport = z.infer<typeof ProviderReport>;

/** The key of a provider's bucket: all workers draw from the same one. */
export function rateKeyOf(provider: string): string {
  return `provider:${provider}`;
}

/** What may leave at once after a pause: one second's worth. */
export function burstOf(ratePerSecond: number): number {
  return Math.max(1, ratePerSecond);
}

/** A provider as the dashboard shows it: how it is set up, what is left of its rate, and how each worker finds it. */
export const ProviderStatus = z.object({
  name: z.string(),
  channel: ChannelName,
  ratePerSecond: z.number().nullable().describe('What it takes from all workers together; null for no limit'),
  available: z.number().nullable().describe('Messages that may leave at once right now; null without a limit'),
  burst: z.number().nullable(),
  circuit: CircuitState.nullable().describe('The worst that a worker reports; null while none does'),
  lastMinute: z.int().describe('Messages handed to it in the last minute, by all workers'),
  inFlight: z.int(),
  waiting: z.int(),
  workers: z.array(ProviderReport),
});
export type ProviderStatus = z.infer<typeof ProviderStatus>;
export const ProviderStatusList = z.object({ items: z.array(ProviderStatus) });
export type ProviderStatusList = z.infer<typeof ProviderStatusList>;
