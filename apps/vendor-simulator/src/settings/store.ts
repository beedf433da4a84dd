import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CarillonError } from '@carillon/domain';
import { z } from 'zod';
import { changeSettings, defaultSettings, SimulatorSettings, type SettingsChange } from './schema.ts';

const StoredSettings = z.record(z.string(), SimulatorSettings);

/** The settings of every account. They survive a restart; a file that can not be read any more is replaced by the defaults. */
export async function openSettings(file: string, accounts: readonly string[]) {
  const stored = await readStored(file);
  const current = new Map(accounts.map((account) => [account, stored[account] ?? defaultSettings]));

  function settingsOf(account: string): SimulatorSettings {
    const settings = current.get(account);
    if (settings === undefined) throw new CarillonError('not-found', `There is no account ${account} here; there are ${accounts.join(', ')}.`);
    return settings;
  }

  async function save(): Promise<void> {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.draft`, JSON.stringify(Object.fromEntries(current), null, 2));
    await rename(`${file}.draft`, file);
  }

  return {
    settingsOf,
    all: () => accounts.map((account) => ({ account, settings: settingsOf(account) })),
    /** Changes one account, or all of them; throws a `CarillonError` for one that is not there. */
    async change(account: string | null, change: SettingsChange): Promise<void> {
      for (const name of account === null ? accounts : [account]) current.set(name, changeSettings(settingsOf(name), change));
      await save();
    },
  };
}
export type SettingsStore = Awaited<ReturnType<typeof openSettings>>;

async function readStored(file: string): Promise<Record<string, SimulatorSettings>> {
  try {
    return StoredSettings.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return {};
  }
}
