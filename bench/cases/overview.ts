import { OverviewRange } from '@carillon/domain';
import type { Benchmark } from '../benchmark.ts';
import { startFilledApi, type FilledApi } from '../backing/filled-api.ts';

const ROWS = 1_000_000;
const FEW_ROWS = 10_000;
/** How often a round asks for each range. */
const TIMES = 25;
const paths = Array.from({ length: TIMES }, () => OverviewRange.options.map((range) => `/api/v1/overview?range=${range}`)).flat();

export const overview: Benchmark = {
  name: 'overview',
  title: `the numbers of the dashboard, of each range, over ${ROWS.toLocaleString('en')} notification logs; against ${FEW_ROWS.toLocaleString('en')}`,
  sides: ['1,000,000 rows', '10,000 rows'],
  goals: [{ figure: 'p95 ms', atMost: 1.2 }],
  async prepare(services) {
    const [few, many] = [await startFilledApi(services, FEW_ROWS), await startFilledApi(services, ROWS)];
    const measure = async (api: FilledApi) => ({ 'p95 ms': await api.p95(paths) });
    return {
      product: () => measure(many),
      bare: () => measure(few),
      async close() {
        await many.stop();
        await few.stop();
      },
    };
  },
};
