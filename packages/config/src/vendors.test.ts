import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadVendorSimulatorConfig } from './vendor-simulator.ts';
import { loadVendors } from './vendors.ts';

const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const other = `whsec_${Buffer.alloc(32, 2).toString('base64')}`;
const acme = { name: 'acme', url: 'https://api.acme.example/v1', secret };

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'carillon-vendors-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe('without VENDORS', () => {
  it('there are two simulated ones, each with a secret of its own that stays the same', () => {
    const { accounts } = loadVendors({ DATA_DIR: directory, VENDOR_SIMULATOR_PORT: '5103' });
    expect(accounts.map(({ name, url }) => [name, url])).toEqual([['simulator-a', 'http://127.0.0.1:5103/simulator-a'], ['simulator-b', 'http://127.0.0.1:5103/simulator-b']]);
    expect(new Set(accounts.flatMap(({ secrets }) => secrets)).size).toBe(2);
    expect(loadVendors({ DATA_DIR: directory, VENDOR_SIMULATOR_PORT: '5103' }).accounts).toEqual(accounts);
  });

  it('the simulator signs with what the product checks', () => {
    const environment = { DATA_DIR: directory, API_PORT: '5000' };
    const { accounts, callbackUrl } = loadVendorSimulatorConfig(environment);
    expect(accounts).toEqual(loadVendors(environment).accounts.map(({ name, secrets }) => ({ name, secrets })));
    expect(callbackUrl).toBe('http://127.0.0.1:5000');
  });

  it('there are none in production', () => {
    expect(loadVendors({ NODE_ENV: 'production' }).accounts).toEqual([]);
  });
});

describe('VENDORS', () => {
  it('takes what is given, and says null for what is not', () => {
    expect(loadVendors({ VENDORS: JSON.stringify([acme]) }).accounts).toEqual([{ name: 'acme', url: acme.url, apiKey: null, ratePerSecond: null, secrets: [secret] }]);
  });

  it('takes several secrets while keys are changed', () => {
    expect(loadVendors({ VENDORS: JSON.stringify([{ ...acme, secret: [secret, other] }]) }).accounts[0]?.secrets).toEqual([secret, other]);
  });

  it.each<[string, unknown]>([
    ['no JSON', 'acme'],
    ['an object', acme],
    ['a name with spaces', [{ ...acme, name: 'A C M E' }]],
    ['a name that mail has', [{ ...acme, name: 'email' }]],
    ['a name twice', [acme, acme]],
    ['an address that is none', [{ ...acme, url: 'acme' }]],
    ['a secret that is too short', [{ ...acme, secret: 'whsec_AAAA' }]],
    ['no secret', [{ name: 'acme', url: acme.url }]],
    ['a rate of nothing', [{ ...acme, ratePerSecond: 0 }]],
    ['a field nobody knows', [{ ...acme, speed: 1 }]],
  ])('refuses %s, and names the variable', (_title, value) => {
    expect(() => loadVendors({ VENDORS: typeof value === 'string' ? value : JSON.stringify(value) })).toThrow('VENDORS');
  });
});
