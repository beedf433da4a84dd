import { groupCalls, type ServiceName } from '@carillon/domain';
import type { MongoServiceClient } from './mongo-service-client.ts';
import { ServiceRefusedError } from './service-errors.ts';
import type { SqlServiceClient } from './sql-service-client.ts';

/** As many ids as a list takes, and an address that servers and proxies still read. */
const MOST_TOGETHER = 100;

/** A client for many jobs at once: payments that are wanted at the same time are asked for together. */
export function groupPaymentReads(client: SqlServiceClient): SqlServiceClient {
  const read = groupById({
    service: 'sql-service',
    operation: 'getPayment',
    one: (id) => client.getPayment({ params: { id } }),
    many: async (ids) => (await client.listPayments({ query: { ids: [...ids] } })).items,
  });
  return { ...client, getPayment: ({ params }) => read(params.id) };
}

/** A client for many jobs at once: users that are wanted at the same time are asked for together. */
export function groupUserReads(client: MongoServiceClient): MongoServiceClient {
  const read = groupById({
    service: 'mongo-service',
    operation: 'getUser',
    one: (id) => client.getUser({ params: { id } }),
    many: async (ids) => (await client.listUsers({ query: { ids: [...ids] } })).items,
  });
  return { ...client, getUser: ({ params }) => read(params.id) };
}

interface ReadsById<Found extends { id: string }> {
  service: ServiceName;
  operation: string;
  one(id: string): Promise<Found>;
  many(ids: readonly string[]): Promise<readonly Found[]>;
}

function groupById<Found extends { id: string }>({ service, operation, one, many }: ReadsById<Found>): (id: string) => Promise<Found> {
  const read = groupCalls<string, Found | null>({
    most: MOST_TOGETHER,
    async run(ids) {
      const wanted = [...new Set(ids)];
      const [only] = wanted;
      // Alone, it is asked for by its own address: its refusal says more than a list without it.
      if (only !== undefined && wanted.length === 1) {
        const found = await one(only);
        return ids.map(() => found);
      }
      const found = new Map((await many(wanted)).map((item) => [item.id, item]));
      return ids.map((id) => found.get(id) ?? null);
    },
  });
  return async (id) => {
    const found = await read(id);
    if (found === null) throw new ServiceRefusedError({ service, operation, requestId: null }, { status: 404, code: 'not-found', detail: `There is none with the id ${id}.` });
    return found;
  };
}
