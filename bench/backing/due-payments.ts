import { Readable } from 'node:stream';
import type { Product } from '../../e2e/guarantees/start-product.ts';

const DAY_MS = 86_400_000;
/** More than a page holds, so that each payment of a page is another user's. */
const USERS = 5_000;

/** Everything that is swept in a benchmark, by what the rule asks for: the days until the due date. */
export interface DuePayments {
  count: number;
  daysAhead: number;
}

/** Adds payments that are due in so many days, and the users who owe them. */
export async function importDuePayments({ mongoService, sqlService }: Product, { count, daysAhead }: DuePayments): Promise<void> {
  const dueDate = new Date(Date.now() + daysAhead * DAY_MS).toISOString().slice(0, 10);
  await mongoService.importUsers({ csv: csv(USERS, 'id,name,email,timeZone', (number) => `user-${number},Payer ${number},payer-${number}@example.com,Etc/UTC`) });
  await sqlService.importPayments({
    csv: csv(count, 'id,userId,reference,amountMinor,currency,dueDate', (number, index) => `pay-${daysAhead}-${number},user-${padded(index % USERS)},INV-${number},1250,EUR,${dueDate}`),
  });
}

function csv(count: number, header: string, line: (number: string, index: number) => string): Readable {
  function* lines() {
    yield `${header}\n`;
    for (let index = 0; index < count; index += 1) yield `${line(padded(index), index)}\n`;
  }
  return Readable.from(lines());
}

function padded(number: number): string {
  return String(number).padStart(7, '0');
}
