import { randomBytes } from 'node:crypto';
import type { Stack } from '../stack/start-stack.ts';
import { openDataServices, untilDone } from './data-services.ts';

/** So many rows need more room than is left in a page of PostgreSQL's. */
const ROWS = 500;
const YEAR_MS = 365 * 86_400_000;

/** A file of payments for a year from now, of which nobody is reminded; false when it was refused. */
export async function addPayments(stack: Stack): Promise<boolean> {
  return importFile(stack, newFile()).then(() => true, () => false);
}

/** Throws when payments are refused for good. */
export async function untilPaymentsAreTaken(stack: Stack): Promise<void> {
  const file = newFile();
  await untilDone(() => importFile(stack, file));
}

function newFile(): string {
  const run = randomBytes(4).toString('hex');
  const dueDate = new Date(Date.now() + YEAR_MS).toISOString().slice(0, 10);
  return ['id,userId,reference,amountMinor,currency,dueDate', ...Array.from({ length: ROWS }, (_, row) => `later-${run}-${row},nobody,INV-${run}-${row},1250,EUR,${dueDate}`)].join('\n');
}

/** By a client of its own: none that leaves the service alone for a while because of the file before. */
function importFile(stack: Stack, csv: string): Promise<unknown> {
  return openDataServices(stack).sql.importPayments({ csv });
}
