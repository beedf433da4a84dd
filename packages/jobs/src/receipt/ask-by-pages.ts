import type { Clock } from '@carillon/domain';

const MAX_PAGES = 20;
/** After this long no further page is begun: providers that hang keep neither a place nor a worker that is to stop. */
const ASK_FOR_MS = 10_000;

/** Asks page by page until nobody is overdue any more, or it has taken long enough: then the next look goes on. Answers about how many. */
export async function askByPages(pageSize: number, { clock }: { clock: Clock }, askPage: () => Promise<number>): Promise<number> {
  const until = clock.now().getTime() + ASK_FOR_MS;
  let asked = 0;
  for (let page = 0; page < MAX_PAGES && clock.now().getTime() < until; page += 1) {
    const count = await askPage();
    asked += count;
    if (count < pageSize) break;
  }
  return asked;
}
