import { systemClock } from '@carillon/domain';
import { createInternalTokens, createMongoServiceClient, createSqlServiceClient } from '@carillon/service-clients';
import type { Stack } from '../stack/start-stack.ts';

const PATIENCE_MS = 60_000;

/** The services that know users and payments, asked as the API asks them. */
export function openDataServices({ internalSecret, sqlServiceUrl, mongoServiceUrl }: Pick<Stack, 'internalSecret' | 'sqlServiceUrl' | 'mongoServiceUrl'>) {
  const services = { tokens: createInternalTokens({ secret: internalSecret, subject: 'api', clock: systemClock }), clock: systemClock, random: Math.random };
  return { sql: createSqlServiceClient({ ...services, baseUrl: sqlServiceUrl }), mongo: createMongoServiceClient({ ...services, baseUrl: mongoServiceUrl }) };
}
export type DataServices = ReturnType<typeof openDataServices>;

/** An import can be repeated: what is there already stays. */
export async function untilDone(work: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
