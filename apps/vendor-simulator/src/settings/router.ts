import { definePublicServiceRoute, type ServiceRoute } from '@carillon/http';
import { z } from 'zod';
import { SettingsChange, SimulatorSettings } from './schema.ts';
import type { SettingsStore } from './store.ts';

const params = z.object({ account: z.string().max(40) });
const AccountSettings = z.object({ account: z.string(), settings: SimulatorSettings });
const AllSettings = z.object({ items: z.array(AccountSettings), messages: z.int(), callbacksWaiting: z.int() });
const facts = { tag: 'Settings', rateLimited: false } as const;

export interface SettingsDeps {
  settings: SettingsStore;
  /** How many messages it remembers, and how many receipts it owes. */
  usage(): { messages: number; callbacksWaiting: number };
}

export function createSettingsRouter({ settings, usage }: SettingsDeps): readonly ServiceRoute[] {
  const all = () => ({ body: { items: settings.all(), ...usage() } });
  const one = (account: string) => ({ body: { account, settings: settings.settingsOf(account) } });
  return [
    definePublicServiceRoute({ ...facts, method: 'get', path: '/settings', operation: 'listSettings', summary: 'What every account does with messages', request: {}, response: AllSettings, handle: all }),
    definePublicServiceRoute({
      ...facts, method: 'patch', path: '/settings', operation: 'changeAllSettings', summary: 'Changes every account', request: { body: SettingsChange }, response: AllSettings,
      handle: async (_context, { body }) => {
        await settings.change(null, body);
        return all();
      },
    }),
    definePublicServiceRoute({
      ...facts, method: 'get', path: '/:account/settings', operation: 'getSettings', summary: 'What one account does with messages', request: { params }, response: AccountSettings,
      handle: (_context, { params: { account } }) => one(account),
    }),
    definePublicServiceRoute({
      ...facts, method: 'patch', path: '/:account/settings', operation: 'changeSettings', summary: 'Changes one account', request: { params, body: SettingsChange }, response: AccountSettings,
      handle: async (_context, { params: { account }, body }) => {
        await settings.change(account, body);
        return one(account);
      },
    }),
  ];
}
