import { randomBytes } from 'node:crypto';
import type { Stack } from '../stack/start-stack.ts';
import { openDataServices, untilDone, type DataServices } from './data-services.ts';

const DAY_MS = 86_400_000;
const PAYERS = 15;

/** Puts payments that are due in three days where the sweeps find them; resolves to the addresses that are to be reminded, once each. */
export async function addPayers(stack: Stack, domain: string): Promise<string[]> {
  const services = openDataServices(stack);
  const payers = namePayers('payer', PAYERS, domain);
  await untilDone(() => importUsers(services, payers));
  await untilDone(() => importPayments(services, payers));
  return payers.map(({ email }) => email);
}

export interface Payer {
  id: string;
  email: string;
}

export function namePayers(word: string, count: number, domain: string): Payer[] {
  const run = randomBytes(4).toString('hex');
  return Array.from({ length: count }, (_, index) => ({ id: `${run}-${index}`, email: `${word}-${run}-${index}@${domain}` }));
}

export function importUsers({ mongo }: DataServices, payers: readonly Payer[]): Promise<unknown> {
  return mongo.importUsers({ csv: ['id,name,email,timeZone', ...payers.map(({ id, email }) => `user-${id},Payer ${id},${email},Etc/UTC`)].join('\n') });
}

export function importPayments({ sql }: DataServices, payers: readonly Payer[]): Promise<unknown> {
  const dueDate = new Date(Date.now() + 3 * DAY_MS).toISOString().slice(0, 10);
  return sql.importPayments({ csv: ['id,userId,reference,amountMinor,currency,dueDate', ...payers.map(({ id }) => `pay-${id},user-${id},INV-${id},1250,EUR,${dueDate}`)].join('\n') });
}
