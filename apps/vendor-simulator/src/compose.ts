import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { VendorSimulatorConfig } from '@carillon/config';
import { createUlidSource, systemClock } from '@carillon/domain';
import { createDocumentRoute, createOperationsRoutes, describeService, startService } from '@carillon/http';
import { createMetrics, type Logger } from '@carillon/observability';
import { createCaller } from './callbacks/call-back.ts';
import { createCallbackSchedule } from './callbacks/callback-schedule.ts';
import { openJournal } from './messages/journal.ts';
import { createMessageBook } from './messages/message-book.ts';
import { createMessagesRouter } from './messages/router.ts';
import { createSettingsRouter } from './settings/router.ts';
import { openSettings } from './settings/store.ts';

/** A message makes two or three entries: this is some hundred thousand messages, counting both files. */
const ENTRIES_PER_FILE = 250_000;
const description = { title: 'Vendor simulator', description: 'A vendor that takes messages and calls back, and misbehaves as it is told.' };

/** Takes up the receipts that it owed when it ended, and starts answering. */
export async function compose(config: VendorSimulatorConfig, logger: Logger): Promise<{ port: number; stop(): Promise<void> }> {
  const clock = systemClock;
  const ulid = createUlidSource({ clock, randomBytes });
  const metrics = createMetrics('vendor-simulator');
  const stopping = new AbortController();
  const directory = join(config.dataDirectory, 'vendor-simulator');
  const accounts = config.accounts.map(({ name }) => name);
  const settings = await openSettings(join(directory, 'settings.json'), accounts);
  const book = createMessageBook({ clock });
  const journal = await openJournal(directory, ENTRIES_PER_FILE, () => book.turn());
  const secrets = new Map(config.accounts.map((account) => [account.name, account.secrets]));
  const caller = createCaller({ callbackUrl: config.callbackUrl, secretsOf: (account) => secrets.get(account) ?? [], clock });
  const schedule = createCallbackSchedule({
    caller,
    clock,
    onSettled({ id }, index) {
      journal.write({ called: [id, index] }).catch((error: unknown) => logger.warn('journal.write-failed', { error }));
    },
  });
  for (const { message, called } of await book.restore(journal)) schedule.plan(message, called);

  const routes = [
    ...createOperationsRoutes({ process: 'vendor-simulator', checks: {}, registry: metrics.registry }),
    ...createSettingsRouter({ settings, usage: () => ({ messages: book.size(), callbacksWaiting: schedule.waiting() }) }),
    ...createMessagesRouter({ settings, book, journal, schedule, rates: new Map(), clock, newId: () => `vnd_${ulid()}`, firstAccount: accounts[0] ?? '', stopping: stopping.signal }),
  ];
  const service = await startService({
    process: 'vendor-simulator',
    host: config.host,
    port: config.port,
    portVariable: 'VENDOR_SIMULATOR_PORT',
    facts: { accounts, callbackUrl: config.callbackUrl, callbacksOwed: schedule.waiting() },
    routes: [...routes, createDocumentRoute(() => describeService(description, routes))],
    readToken: () => ({ caller: { process: 'anybody' } }),
    isDatabaseUnavailable: () => false,
    logger,
    registry: metrics.registry,
    newRequestId: () => `req_${ulid()}`,
    stopping,
    async close() {
      caller.close();
      await journal.close();
    },
  });
  return {
    port: service.port,
    async stop() {
      schedule.stop();
      await service.stop();
    },
  };
}
