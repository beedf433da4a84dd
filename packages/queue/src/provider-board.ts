import { ProviderReport } from '@carillon/domain';
import type { Redis } from './connection.ts';

/** A worker that has said nothing for this long is gone. */
const SILENT_AFTER_MS = 15_000;

/** Where workers write down how they find each provider, for the dashboard. Every call rejects while Redis is away. */
export interface ProviderBoard {
  publish(reports: readonly ProviderReport[]): Promise<void>;
  /** What living workers said last. */
  read(now: Date): Promise<ProviderReport[]>;
  /** Takes down what a worker said, when it ends. */
  withdraw(worker: string, providers: readonly string[]): Promise<void>;
}

export function createProviderBoard({ client, prefix }: { client: Redis; prefix: string }): ProviderBoard {
  const key = `${prefix}:providers`;
  const fieldOf = (provider: string, worker: string) => `${provider} ${worker}`;
  return {
    async publish(reports) {
      if (reports.length === 0) return;
      await client.hset(key, ...reports.flatMap((report) => [fieldOf(report.provider, report.worker), JSON.stringify(report)]));
    },
    async read(now) {
      const stored = await client.hgetall(key);
      const read = Object.entries(stored).map(([field, text]) => ({ field, report: toReport(text) }));
      const isGone = (report: ProviderReport | null) => report === null || now.getTime() - Date.parse(report.at) > SILENT_AFTER_MS;
      const gone = read.filter(({ report }) => isGone(report)).map(({ field }) => field);
      if (gone.length > 0) await client.hdel(key, ...gone);
      return read.flatMap(({ report }) => (report === null || isGone(report) ? [] : [report]));
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
