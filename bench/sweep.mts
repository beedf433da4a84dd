// Sweeps payments that are due through the built product and tells what it took: `npm run bench:sweep [-- [--until-sent] SIZE…]`. Linux.
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { startProduct, type Product } from '../e2e/guarantees/start-product.ts';
import { startEmbeddedMongo } from '../packages/embedded-mongo/src/index.ts';
import { createScriptedSmtpServer, createTempDirectory, type TestProcess } from '../packages/testing/src/index.ts';

const DAY_MS = 86_400_000;
const SAMPLE_MS = 100;
const CLOCK_TICKS_PER_SECOND = 100;

interface Result {
  payments: number;
  'swept in s': number;
  'sent meanwhile': number;
  'sent per s': number;
  'worker MiB before': number;
  'worker MiB at most': number;
  'CPU s worker': number;
  'CPU s sql': number;
  'CPU s mongo': number;
  'CPU s this process, with store and mail server': number;
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'until-sent': { type: 'boolean', default: false }, concurrency: { type: 'string', default: '5' } } });
const sizes = positionals.length === 0 ? [10_000, 100_000] : positionals.map(Number);
const results: Result[] = [];
for (const size of sizes) results.push(await sweep(size));
console.table(results);

/** One run of `payment.send-reminder` over that many payments, each of another user, with a worker of its own. */
async function sweep(payments: number): Promise<Result> {
  const directory = await createTempDirectory('bench');
  const store = await startEmbeddedMongo({ directory: directory.path, host: '127.0.0.1', port: 0 });
  const smtp = await createScriptedSmtpServer();
  const product = await startProduct({ mongodbServer: store.uri, smtpUrl: smtp.url, environment: { SEND_TIMEOUT_MS: '10000', WORKER_CONCURRENCY: values.concurrency, SMTP_MAX_CONNECTIONS: values.concurrency } });
  try {
    const [sql, mongo] = [await product.startSqlService(), await product.startMongoService()];
    await importPayments(product, payments);
    const worker = await product.startWorker();
    // An attempt that lost its time on a busy machine is taken up again by maintenance.
    await product.startScheduler();
    // What sending takes is another question: unless it is asked, messages are prepared and wait.
    if (!values['until-sent']) await product.call('POST', '/api/v1/queues/notification/pause');
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const [cpuSql, cpuMongo, cpuWorker, cpuThis] = [sql.pid, mongo.pid, worker.pid, process.pid].map((pid) => cpuSecondsOf(pid));
    const before = residentMiB(worker);
    const startedAt = performance.now();
    const { runId, status } = await startRun(product);
    let highest = before;
    let sweptAt: number | null = null;
    let state = status;
    while (state !== 'done' || (values['until-sent'] && smtp.messages.length < payments)) {
      await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
      highest = Math.max(highest, residentMiB(worker));
      if (state !== 'done') state = await stateOf(product, runId);
      if (state === 'done') sweptAt ??= performance.now();
    }
    const seconds = (performance.now() - startedAt) / 1_000;
    const sent = smtp.messages.length;
    return {
      payments,
      'swept in s': round(((sweptAt ?? 0) - startedAt) / 1_000),
      'sent meanwhile': sent,
      'sent per s': round(sent / seconds),
      'worker MiB before': round(before),
      'worker MiB at most': round(highest),
      'CPU s worker': round(cpuSecondsOf(worker.pid) - (cpuWorker ?? 0)),
      'CPU s sql': round(cpuSecondsOf(sql.pid) - (cpuSql ?? 0)),
      'CPU s mongo': round(cpuSecondsOf(mongo.pid) - (cpuMongo ?? 0)),
      'CPU s this process, with store and mail server': round(cpuSecondsOf(process.pid) - (cpuThis ?? 0)),
    };
  } finally {
    await product.stop();
    await smtp.close();
    await store.close();
    await directory.remove();
  }
}

async function importPayments(product: Product, count: number): Promise<void> {
  const dueDate = new Date(Date.now() + 3 * DAY_MS).toISOString().slice(0, 10);
  await product.mongoService.importUsers({ csv: csv(count, 'id,name,email,timeZone', (number) => `user-${number},Payer ${number},payer-${number}@example.com,Etc/UTC`) });
  await product.sqlService.importPayments({ csv: csv(count, 'id,userId,reference,amountMinor,currency,dueDate', (number) => `pay-${number},user-${number},INV-${number},1250,EUR,${dueDate}`) });
}

function csv(count: number, header: string, line: (number: string) => string): Readable {
  function* lines() {
    yield `${header}\n`;
    for (let index = 0; index < count; index += 1) yield `${line(String(index).padStart(6, '0'))}\n`;
  }
  return Readable.from(lines());
}

async function startRun(product: Product): Promise<{ runId: string; status: string }> {
  const { status, body } = await product.call('POST', '/api/v1/schedules/payment.send-reminder/run');
  if (status !== 202) throw new Error(`The run was answered with ${status}: ${JSON.stringify(body)}`);
  const { id, state } = body as { id: string; state: string };
  return { runId: id, status: state };
}

async function stateOf(product: Product, runId: string): Promise<string> {
  const { body } = await product.call('GET', '/api/v1/schedules/payment.send-reminder/runs?limit=1');
  const run = (body as { items: { id: string; state: string; error: string | null }[] }).items.find(({ id }) => id === runId);
  if (run?.state === 'failed') throw new Error(`The sweep failed: ${run.error}`);
  return run?.state ?? 'queued';
}

/** Resident memory (proc_pid_status(5), VmRSS). */
function residentMiB({ pid }: Pick<TestProcess, 'pid'>): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) / 1_024;
}

/** User and system time (proc_pid_stat(5), fields 14 and 15). */
function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_PER_SECOND;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
