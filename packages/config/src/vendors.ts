import { hkdfSync } from 'node:crypto';
import { loadLocalSecrets } from './local-secrets.ts';
import { readVariables, type Environment } from './variables.ts';

/** One account at a vendor. */
export interface VendorAccount {
  name: string;
  url: string;
  /** Sent with every message; null for a vendor that wants none. */
  apiKey: string | null;
  /** Messages per second that it takes; null for no limit. */
  ratePerSecond: number | null;
  /** What its receipts are signed with: the first one signs, all are accepted while keys are changed. */
  secrets: readonly string[];
}

export interface VendorsConfig {
  accounts: readonly VendorAccount[];
  /** Connections to each that a worker keeps open. */
  maxConnections: number;
  sendTimeoutMs: number;
}

/** Two, so that one can take over from the other. */
const SIMULATED = [
  { name: 'simulator-a', ratePerSecond: 200 },
  { name: 'simulator-b', ratePerSecond: 100 },
] as const;

/** The vendors that messages can go to: those of VENDORS, or outside of production two at the local simulator. */
export function loadVendors(environment: Environment): VendorsConfig {
  const values = readVariables(environment, ['NODE_ENV', 'DATA_DIR', 'VENDORS', 'VENDOR_SIMULATOR_PORT', 'VENDOR_MAX_CONNECTIONS', 'VENDOR_TIMEOUT_MS']);
  const given = values.VENDORS?.map(({ name, url, secret, apiKey, ratePerSecond }) => ({
    name, url, apiKey: apiKey ?? null, ratePerSecond: ratePerSecond ?? null, secrets: typeof secret === 'string' ? [secret] : secret,
  }));
  const accounts = given ?? (values.NODE_ENV === 'production' ? [] : simulatedAccounts(values.VENDOR_SIMULATOR_PORT, values.DATA_DIR));
  return { accounts, maxConnections: values.VENDOR_MAX_CONNECTIONS, sendTimeoutMs: values.VENDOR_TIMEOUT_MS };
}

function simulatedAccounts(port: number, dataDirectory: string): VendorAccount[] {
  const { VENDOR_SECRET } = loadLocalSecrets(dataDirectory);
  return SIMULATED.map(({ name, ratePerSecond }) => ({
    name,
    url: `http://127.0.0.1:${port}/${name}`,
    apiKey: null,
    ratePerSecond,
    secrets: [`whsec_${Buffer.from(hkdfSync('sha256', VENDOR_SECRET, '', name, 32)).toString('base64')}`],
  }));
}
