import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Problem } from '../steps/problem.mjs';
import { terminalOf } from '../steps/terminal.mjs';
import { connectDataService } from './data-service.mjs';
import { makePayments } from './make-payments.mjs';
import { makeUsers } from './make-users.mjs';
import { makeVerifications } from './make-verifications.mjs';

const root = resolve(import.meta.dirname, '../..');

/** `npm run demo`: fills a running trial installation with invented users, payments and verifications. Can be repeated. */
export async function demo() {
  const terminal = terminalOf(process.stdout);
  try {
    await run(terminal, new Date());
  } catch (error) {
    process.exitCode = error instanceof Problem ? error.exitCode : 1;
    terminal.fail(error);
  }
}

/**
 * @param {import('../steps/terminal.mjs').Terminal} terminal
 * @param {Date} now
 */
async function run(terminal, now) {
  const { sql, mongo, dashboardUrl } = await connect();
  // What it stands on is there once Carillon was started here.
  const { toCsv } = await import('./to-csv.mjs');
  await Promise.all([sql.requireReady(), mongo.requireReady()]);

  const users = makeUsers(now);
  const payments = makePayments(now, users);
  const verifications = makeVerifications(now, users);
  await terminal.step('Users', async () => {
    const columns = /** @type {const} */ (['id', 'name', 'email', 'phone', 'timeZone', 'locale', 'tags', 'attributes', 'unsubscribedFrom', 'lastActiveAt', 'lastLoginAt', 'createdAt']);
    const rows = users.map((user) => ({ ...user, tags: user.tags.join(' '), attributes: JSON.stringify(user.attributes), unsubscribedFrom: user.unsubscribedFrom.join(' ') }));
    return describe(await mongo.importCsv('/users/import', toCsv(columns, rows)));
  });
  await terminal.step('Payments', async () => {
    const columns = /** @type {const} */ (['id', 'userId', 'reference', 'description', 'amountMinor', 'currency', 'dueDate']);
    return describe(await sql.importCsv('/payments/import', toCsv(columns, payments.map(({ payment }) => payment))));
  });
  await terminal.step('Payments made, cancelled', async () => {
    const commands = payments.flatMap(({ payment, command }) => (command === null ? [] : [{ path: `/payments/${payment.id}/${command}`, body: {} }]));
    return `${await sql.command(commands)} of ${commands.length} changed`;
  });
  await terminal.step('Verifications', async () => {
    const columns = /** @type {const} */ (['id', 'userId', 'employeeName', 'email', 'requestedAt', 'expiresAt']);
    return describe(await sql.importCsv('/verifications/import', toCsv(columns, verifications.map(({ verification }) => verification))));
  });
  await terminal.step('Verifications settled', async () => {
    const commands = verifications.flatMap(({ verification, command }) => (command === null ? [] : [{ path: `/verifications/${verification.id}/${command}`, body: {} }]));
    return `${await sql.command(commands)} of ${commands.length} changed`;
  });
  terminal.say(`\n  Now open ${terminal.bold(dashboardUrl)}: Due users shows who is to be reminded, and why; under Schedules a rule can be run at once.\n`);
}

/** Where the services are and the secret that opens them, read by the same code as the processes use. */
async function connect() {
  process.chdir(root);
  const built = join(root, '.cache', 'config.mjs');
  if (!existsSync(built)) throw new Problem('Carillon was not started here yet: run `npm start`, leave it running, and try again in another terminal.');
  if (existsSync('.env')) process.loadEnvFile('.env');
  if (process.env['NODE_ENV'] === 'production') throw new Problem('Demo data is for trying Carillon out: it is not put into an installation with NODE_ENV=production.');
  /** @type {typeof import('../../packages/config/src/index.ts')} */
  const config = await import(pathToFileURL(built).href);
  try {
    const { sqlServiceUrl, mongoServiceUrl, internalSecret: secret } = config.loadServiceClientsConfig(process.env);
    return {
      sql: connectDataService({ name: 'sql-service', url: sqlServiceUrl, secret }),
      mongo: connectDataService({ name: 'mongo-service', url: mongoServiceUrl, secret }),
      dashboardUrl: config.loadApiConfig(process.env).publicUrl,
    };
  } catch (error) {
    if (error instanceof config.ConfigurationError) throw new Problem(error.message, { exitCode: 78 });
    throw error;
  }
}

/** @param {import('./data-service.mjs').ImportReport} report */
function describe({ imported, updated, existing }) {
  const before = existing + updated;
  return before === 0 ? `${imported} added` : `${imported} added, ${before} were there before`;
}
