import { z } from 'zod';

const Rate = z.number().min(0).max(1);
const Milliseconds = z.int().min(0).max(3_600_000);

/** How often each thing goes wrong, from 0 (never) to 1 (always). */
export const Faults = z.strictObject({
  duplicates: Rate.describe('A receipt comes twice, with the same event id'),
  reordering: Rate.describe('A receipt is held back until later ones have overtaken it'),
  delays: Rate.describe('A receipt comes `delayMs` late'),
  drops: Rate.describe('A receipt never comes'),
  forgeries: Rate.describe('Somebody else sends a receipt too, which says something else and is signed with another key'),
  serverErrors: Rate.describe('A message is refused with 503, and not taken'),
  hangs: Rate.describe('A message is taken and never answered'),
  lateAnswers: Rate.describe('The answer comes after the receipt'),
});
export type Faults = z.infer<typeof Faults>;

/** What one account does with messages; all of it can be changed while it runs. */
export const SimulatorSettings = z.strictObject({
  seed: z.string().max(100).describe('The same seed, recipient and attempt have the same fate'),
  successRate: Rate.describe('Messages that become SENT; the others become FAILED'),
  bounceRate: Rate.describe('Of the SENT ones: those that bounce afterwards'),
  complaintRate: Rate.describe('Of the SENT ones that do not bounce: those that are complained about'),
  latencyMs: z.strictObject({ min: Milliseconds, max: Milliseconds }).describe('From taking a message to its receipt'),
  delayMs: Milliseconds.describe('How late a delayed receipt comes'),
  ratePerSecond: z.number().positive().nullable().describe('More than that are refused with 429 and Retry-After; null for no limit'),
  faults: Faults,
});
export type SimulatorSettings = z.infer<typeof SimulatorSettings>;

export const defaultSettings: SimulatorSettings = {
  seed: 'carillon',
  successRate: 0.95,
  bounceRate: 0.01,
  complaintRate: 0.002,
  latencyMs: { min: 200, max: 2_000 },
  delayMs: 30_000,
  ratePerSecond: 500,
  faults: { duplicates: 0, reordering: 0, delays: 0, drops: 0, forgeries: 0, serverErrors: 0, hangs: 0, lateAnswers: 0 },
};

/** Body of `PATCH …/settings`: what is left out stays as it is. */
export const SettingsChange = SimulatorSettings.partial().extend({ faults: Faults.partial().optional() });
export type SettingsChange = z.infer<typeof SettingsChange>;

/** Undefined values, which `partial` lets through, change nothing. */
export function changeSettings(settings: SimulatorSettings, { faults, ...change }: SettingsChange): SimulatorSettings {
  return SimulatorSettings.parse({ ...settings, ...withoutUndefined(change), faults: { ...settings.faults, ...withoutUndefined(faults ?? {}) } });
}

function withoutUndefined(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
