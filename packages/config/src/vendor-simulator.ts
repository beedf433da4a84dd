import { collectProblems } from './collect-problems.ts';
import { loadProcessSettings } from './process-settings.ts';
import { readVariables, type Environment } from './variables.ts';
import { loadVendors } from './vendors.ts';

export type VendorSimulatorConfig = ReturnType<typeof loadVendorSimulatorConfig>;

/** Everything the `vendor-simulator` process needs to know. Throws {@link ConfigurationError} with the list of what is missing. */
export function loadVendorSimulatorConfig(environment: Environment) {
  const { process, settings, vendors } = collectProblems({
    process: () => loadProcessSettings(environment),
    settings: () => readVariables(environment, ['VENDOR_SIMULATOR_PORT', 'VENDOR_SIMULATOR_CALLBACK_URL', 'API_PORT']),
    vendors: () => loadVendors(environment),
  });
  return {
    ...process,
    port: settings.VENDOR_SIMULATOR_PORT,
    /** Receipts go to `<callbackUrl>/api/v1/receipts/<account>`. */
    callbackUrl: settings.VENDOR_SIMULATOR_CALLBACK_URL ?? `http://127.0.0.1:${settings.API_PORT}`,
    /** It stands in for each of them: their names are its accounts, their secrets sign its receipts. */
    accounts: vendors.accounts.map(({ name, secrets }) => ({ name, secrets })),
  };
}
