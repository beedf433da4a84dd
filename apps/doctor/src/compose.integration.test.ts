import { randomUUID } from 'node:crypto';
import { loadDoctorConfig } from '@carillon/config';
import { connectDatabase, ensureIndexes, registerModels } from '@carillon/db';
import { createScriptedSmtpServer, createTempDirectory, findFreePort, type ScriptedSmtpServer, type TempDirectory } from '@carillon/testing';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { compose } from './compose.ts';
import { runChecks } from './run-checks.ts';

let directory: TempDirectory;
let smtp: ScriptedSmtpServer;
let config: ReturnType<typeof loadDoctorConfig>;

beforeAll(async () => {
  directory = await createTempDirectory('doctor');
  smtp = await createScriptedSmtpServer();
  const mongodbUri = new URL(inject('mongodbUri'));
  mongodbUri.pathname = `/doctor-${randomUUID()}`;
  const nobody = `http://127.0.0.1:${await findFreePort()}`;
  config = loadDoctorConfig({
    NODE_ENV: 'test', DATA_DIR: directory.path, REDIS_URL: inject('redisUrl'), QUEUE_PREFIX: `doctor-${randomUUID()}`, MONGODB_URI: mongodbUri.href, SMTP_URL: smtp.url,
    SQL_SERVICE_URL: nobody, MONGO_SERVICE_URL: nobody, VENDORS: '[]',
  });
});
afterAll(async () => {
  const database = await connectDatabase({ uri: config.mongodbUri });
  await database.connection.dropDatabase();
  await database.close();
  await smtp.close();
  await directory.remove();
});

const find = async (subject: string) => (await runChecks(compose(config))).filter((finding) => finding.subject === subject);

it('an installation that was never started lacks indexes, workers and services, and is told what to do about each', async () => {
  const findings = await runChecks(compose(config));
  const broken = findings.filter(({ level }) => level === 'failure');
  expect(new Set(broken.map(({ subject }) => subject))).toEqual(new Set(['indexes', 'queues', 'sql-service', 'mongo-service']));
  expect(broken.filter((finding) => !('advice' in finding) || finding.advice === '')).toEqual([]);
  expect(findings.filter(({ subject }) => subject === 'provider email')).toMatchObject([{ level: 'ok' }]);
});

it('once the indexes were created they are in order', async () => {
  const database = await connectDatabase({ uri: config.mongodbUri });
  registerModels(database.connection, config.retention);
  await ensureIndexes(database.connection);
  await database.close();
  expect(await find('indexes')).toMatchObject([{ level: 'ok' }]);
});

it('a server that can not be reached is a failure of its own', async () => {
  const uri = new URL(config.mongodbUri);
  uri.port = String(await findFreePort());
  const [finding] = await runChecks(compose({ ...config, mongodbUri: uri.href }).filter(({ subject }) => subject === 'indexes'));
  expect(finding).toMatchObject({ level: 'failure', text: expect.stringContaining('could not be reached') });
});
