import { randomBytes } from 'node:crypto';
import { systemClock } from '@carillon/domain';
import { createInternalTokens, createMongoServiceClient, createSqlServiceClient } from '@carillon/service-clients';
import type { Stack } from '../stack/start-stack.ts';

const DAY_MS = 86_400_000;
const PAYERS = 15;
const PATIENCE_MS = 60_000;

/** Puts payments that are due in three days where the sweeps find them; resolves to the addresses that are to be reminded, once each. */
export async function addPayers(stack: Stack, domain: string): Promise<string[]> {
  const services = { tokens: createInternalTokens({ secret: stack.internalSecret, subject: 'api', clock: systemClock }), clock: systemClock, random: Math.random };
  const sql = createSqlServiceClient({ ...services, baseUrl: stack.sqlServiceUrl });
  const mongo = createMongoServiceClient({ ...services, baseUrl: stack.mongoServiceUrl });
  const run = randomBytes(4).toString('hex');
  const numbers = Array.from({ length: PAYERS }, (_, index) => `${run}-${index}`);
  const dueDate = new Date(Date.now() + 3 * DAY_MS).toISOString().slice(0, 10);
  await untilDone(() => mongo.importUsers({ csv: ['id,name,email,timeZone', ...numbers.map((number) => `user-${number},Payer ${number},payer-${number}@${domain},Etc/UTC`)].join('\n') }));
  await untilDone(() => sql.importPayments({ csv: ['id,userId,reference,amountMinor,currency,dueDate', ...numbers.map((number) => `pay-${number},user-${number},INV-${number},1250,EUR,${dueDate}`)].join('\n') }));
  return numbers.map((number) => `payer-${number}@${domain}`);
}

/** An import can be repeated: what is there already stays. */
async function untilDone(work: () => Promise<unknown>): Promise<void> {
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
