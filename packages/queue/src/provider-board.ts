import { ProviderReport } from '@carillon/domain';
import type { Redis } from './connection.ts';

/** A worker that has said nothing for this long is gone. */
const SILENT_AFTER_MS = 15_000;
/** What it said last is kept for so long after that, and taken down by whoever reports next. */
const FORGOTTEN_AFTER_MS = 3_600_000;

/** How a worker finds a provider; when, the board says. */
export type ProviderFinding = Omit<ProviderReport, 'at'>;

/**
 * Where workers write down how they find each provider, for the dashboard. When something was said, and how long ago that is, Redis' own clock
 * tells: those of the hosts may differ. Every call rejects while Redis is away.
 */
export interface ProviderBoard {
  publish(findings: readonly ProviderFinding[]): Promise<void>;
  /** What living workers said last. */
  read(): Promise<ProviderReport[]>;
  /** Takes down what a worker said, when it ends. */
  withdraw(worker: string, providers: readonly string[]): Promise<void>;
}

export function createProviderBoard({ client, prefix }: { client: Redis; prefix: string }): ProviderBoard {
  const key = `${prefix}:providers`;
  const fieldOf = (provider: string, worker: string) => `${provider} ${worker}`;
  let tidiedAt = 0;

  async function now(): Promise<number> {
    const [seconds, microseconds] = await client.time();
    return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
  }

  async function readAll(): Promise<{ field: string; report: ProviderReport | null }[]> {
    return Object.entries(await client.hgetall(key)).map(([field, text]) => ({ field, report: toReport(text) }));
  }

  /** Workers that were killed have taken nothing down themselves. */
  async function tidy(at: number): Promise<void> {
    const forgotten = (await readAll()).filter(({ report }) => report === null || Math.abs(at - Date.parse(report.at)) > FORGOTTEN_AFTER_MS);
    if (forgotten.length > 0) await client.hdel(key, ...forgotten.map(({ field }) => field));
    tidiedAt = at;
  }

  return {
    async publish(findings) {
      if (findings.length === 0) return;
      const at = await now();
      if (at - tidiedAt > FORGOTTEN_AFTER_MS) await tidy(at);
      const reports: ProviderReport[] = findings.map((finding) => ({ ...finding, at: new Date(at).toISOString() }));
      await client.hset(key, ...reports.flatMap((report) => [fieldOf(report.provider, report.worker), JSON.stringify(report)]));
    },
    async read() {
      const [at, all] = await Promise.all([now(), readAll()]);
      return all.flatMap(({ report }) => (report === null || at - Date.parse(report.at) > SILENT_AFTER_MS ? [] : [report]));
    },
    async withdraw(worker, providers) {
      if (providers.length > 0) await client.hdel(key, ...providers.map((provider) => fieldOf(provider, worker)));
    },
  };
}

function toReport(text: string): ProviderReport | null {
  const parsed = ProviderReport.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}
