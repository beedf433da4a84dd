import { type CircuitState, type ProviderReport } from '@carillon/domain';
import { expect, it } from 'vitest';
import { describeProvider } from './list-providers.ts';

const provider = { name: 'acme', channel: 'vendor', ratePerSecond: 10 } as const;
const rate = { available: 7.5, burst: 10 };
const report = (circuit: CircuitState): ProviderReport => ({ provider: 'acme', channel: 'vendor', account: 'acme', ratePerSecond: 10, worker: 'w', at: '2026-03-29T01:00:00.000Z', circuit, openUntil: null, failuresInRow: 0, lastFailure: null, inFlight: 2, waiting: 3, maxConcurrent: 20, lastMinute: 40 });

it.each<[string, CircuitState[], CircuitState | null]>([
  ['no worker runs', [], null],
  ['all use it', ['closed', 'closed'], 'closed'],
  ['one leaves it alone', ['closed', 'open', 'half-open'], 'open'],
  ['one tries it again', ['closed', 'half-open'], 'half-open'],
])('%s', (_title, circuits, expected) => {
  expect(describeProvider(provider, rate, circuits.map(report)).circuit).toBe(expected);
});

it('adds up what the workers say', () => {
  expect(describeProvider(provider, rate, [report('closed'), report('closed')])).toMatchObject({ ...provider, ...rate, lastMinute: 80, inFlight: 4, waiting: 6 });
});
