import { createProviders } from '@carillon/channels';
import type { DoctorConfig } from '@carillon/config';
import { connectDatabase, findIndexProblems, registerModels } from '@carillon/db';
import { systemClock } from '@carillon/domain';
import { createQueueControl, createRedisClient, queueNames, waitUntilReady } from '@carillon/queue';
import { checkDataService } from './checks/check-data-service.ts';
import { checkProvider } from './checks/check-provider.ts';
import { judgeIndexes } from './checks/judge-indexes.ts';
import { judgeQueues } from './checks/judge-queues.ts';
import { judgeRedis, readRedisFacts } from './checks/judge-redis.ts';
import type { Check } from './finding.ts';

const PATIENCE_MS = 5_000;

/** Everything that is looked at. Nothing is opened before a check runs, and each closes what it opened. */
export function compose(config: DoctorConfig): Check[] {
  const providers = createProviders({ email: { ...config.email, smtpUrl: config.smtpUrl, sendTimeoutMs: PATIENCE_MS }, vendor: { ...config.vendors, sendTimeoutMs: PATIENCE_MS } });
  return [
    {
      subject: 'indexes',
      adviceWhenAway: 'Check MONGODB_URI, and that the server runs.',
      async run() {
        const database = await connectDatabase({ uri: config.mongodbUri, connectTimeoutMs: PATIENCE_MS });
        try {
          registerModels(database.connection, config.retention);
          const declared = Object.values(database.connection.models).reduce((sum, model) => sum + model.schema.indexes().length, 0);
          return judgeIndexes(await findIndexProblems(database.connection), declared);
        } finally {
          await database.close();
        }
      },
    },
    withRedis(config, 'redis', async (client) => judgeRedis(await readRedisFacts(client))),
    withRedis(config, 'queues', async (client) => {
      const control = createQueueControl({ client, prefix: config.queuePrefix });
      try {
        return judgeQueues(await Promise.all(queueNames.map((name) => control.status(name, systemClock.now()))));
      } finally {
        await control.close();
      }
    }),
    ...providers.list().map(checkProvider),
    checkDataService({ name: 'sql-service', url: config.dataServices.sqlServiceUrl, variable: 'SQL_SERVICE_URL' }),
    checkDataService({ name: 'mongo-service', url: config.dataServices.mongoServiceUrl, variable: 'MONGO_SERVICE_URL' }),
  ];
}

function withRedis({ redisUrl }: Pick<DoctorConfig, 'redisUrl'>, subject: string, look: (client: ReturnType<typeof createRedisClient>) => ReturnType<Check['run']>): Check {
  return {
    subject,
    adviceWhenAway: 'Check REDIS_URL, and that the server runs.',
    async run() {
      const client = createRedisClient({ url: redisUrl, role: 'command', onError: () => undefined });
      try {
        await waitUntilReady(client, PATIENCE_MS);
        return await look(client);
      } finally {
        client.disconnect();
      }
    },
  };
}
