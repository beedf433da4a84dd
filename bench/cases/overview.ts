import { OverviewRange } from '@carillon/domain';
import type { Benchmark } from '../benchmark.ts';
import type { FilledApi } from '../backing/filled-api.ts';
import { FEW_ROWS, openHistory, ROWS } from '../backing/history.ts';

/** How often a round asks for each range. */
const TIMES = 25;
const paths = Array.from({ length: TIMES }, () => OverviewRange.options.map((range) => `/api/v1/overview?range=${range}`)).flat();

export const overview: Benchmark = {
  name: 'overview',
  title: `the numbers of the dashboard, of each range, over ${ROWS.toLocaleString('en')} notification logs; against ${FEW_ROWS.toLocaleString('en')}`,
  sides: ['1,000,000 rows', '10,000 rows'],
  goals: [{ figure: 'p95 ms', atMost: 1.2 }],
  async prepare({ tell }) {
    const { few, many } = await openHistory(tell);
    const measure = async (api: FilledApi) => ({ 'p95 ms': await api.p95(paths) });
    return {
      product: () => measure(many),
      bare: () => measure(few),
      // It is shared, and closed at the end of the run.
      close: async () => undefined,
    };
  },
};
