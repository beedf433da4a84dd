import { encodeCursor } from '@carillon/db';
import type { Benchmark } from '../benchmark.ts';
import type { FilledApi } from '../backing/filled-api.ts';
import { FEW_ROWS, openHistory, ROWS } from '../backing/history.ts';
import { makeLogRow } from '../backing/log-rows.ts';

const DAY_MS = 86_400_000;
/** How often a round asks for each page and filter, and for single logs: of different rows each time. */
const TIMES = 8;
const SINGLE_LOGS = 160;
const base = '/api/v1/notifications';

export const logs: Benchmark = {
  name: 'logs',
  title: `pages, filters and details of ${ROWS.toLocaleString('en')} notification logs over HTTP; against the same with ${FEW_ROWS.toLocaleString('en')}`,
  sides: ['1,000,000 rows', '10,000 rows'],
  goals: ['page p95 ms', 'filter p95 ms', 'detail p95 ms'].map((figure) => ({ figure, atMost: 1.5 })),
  async prepare({ tell }) {
    const { few, many } = await openHistory(tell);
    let round = 0;
    const measure = async (api: FilledApi) => ({
      'page p95 ms': await api.p95(manyTimes(api, round, TIMES, pages)),
      'filter p95 ms': await api.p95(manyTimes(api, round, TIMES, filters)),
      'detail p95 ms': await api.p95(manyTimes(api, round, SINGLE_LOGS, details)),
    });
    return {
      product: () => measure(many),
      async bare() {
        const sample = await measure(few);
        round += 1;
        return sample;
      },
      // It is shared, and closed at the end of the run.
      close: async () => undefined,
    };
  },
};

type Row = ReturnType<typeof makeLogRow>;

function manyTimes({ rows, end }: FilledApi, round: number, times: number, paths: (row: Row) => string[]): string[] {
  return Array.from({ length: times }, (_, time) => {
    // Places all over the log, the same parts of it whatever its size.
    const place = ((round * times + time) * 0.618) % 1;
    return paths(makeLogRow(Math.floor(place * rows), rows, end));
  }).flat();
}

/** The newest, and those behind a row. */
const pages = ({ createdAt: at, _id: id }: Row) => [base, `${base}?cursor=${encodeCursor({ at, id })}`, `${base}?limit=200&cursor=${encodeCursor({ at, id })}`];

const details = ({ _id: id }: Row) => [`${base}/${id}`];

function filters({ to, userId, subject, createdAt, category, rule }: Row): string[] {
  const day = { from: createdAt.toISOString(), to: new Date(createdAt.getTime() + DAY_MS).toISOString() };
  const number = /\d+/.exec(subject)?.[0] ?? 'month';
  const asked: Record<string, string>[] = [
    { status: 'failed' },
    { status: 'failed,bounced,unknown' },
    { status: 'unknown,complained' },
    { status: 'queued,retrying' },
    { recipient: to },
    { userId: userId ?? '' },
    { category },
    rule === null ? { category: 'orders' } : { rule },
    { channel: 'vendor' },
    day,
    { search: 'invoice' },
    { search: to },
    { search: number },
    { search: `order ${number}` },
    { status: 'failed', category },
    { status: 'failed', ...day },
    { status: 'failed,unknown', channel: 'vendor' },
    { recipient: to, status: 'sent' },
    { category, ...day },
    { status: 'failed', search: 'invoice' },
  ];
  return asked.map((query) => `${base}?${new URLSearchParams(query).toString()}`);
}
