import { setTimeout as wait } from 'node:timers/promises';
import { Run, Schedule } from '@carillon/domain';
import type { Product } from '../../e2e/guarantees/start-product.ts';

const LOOK_AGAIN_MS = 250;
const SCHEDULE = '/api/v1/schedules/payment.send-reminder';

/** From now on the rule reminds of what is due in so many days, and of nothing else. */
export async function remindDaysAhead({ call }: Pick<Product, 'call'>, days: number): Promise<void> {
  const { version } = Schedule.parse((await call('GET', SCHEDULE)).body);
  const { status, body } = await call('PATCH', SCHEDULE, { body: { version, parameters: { offsets: [days] } } });
  if (status !== 200) throw new Error(`The schedule was not changed: ${JSON.stringify(body)}`);
}

/** Presses "run now", waits until the sweep has ended, and answers its seconds. `onBegin` is called once it is under way. */
export async function sweepPayments({ call }: Pick<Product, 'call'>, { count, onBegin }: { count: number; onBegin(): Promise<unknown> }): Promise<number> {
  const { id } = Run.parse((await call('POST', `${SCHEDULE}/run`)).body);
  const runWhen = async (wanted: (run: Run) => boolean): Promise<Run> => {
    for (;;) {
      const run = Run.parse((await call('GET', `/api/v1/runs/${id}`)).body);
      if (wanted(run)) return run;
      await wait(LOOK_AGAIN_MS);
    }
  };
  await runWhen(({ state }) => state !== 'queued');
  await onBegin();
  const { state, enqueued, error, startedAt, endedAt } = await runWhen((run) => run.endedAt !== null);
  if (state !== 'done' || enqueued !== count) throw new Error(`The sweep came to "${state}" with ${enqueued} of ${count} enqueued: ${error}`);
  return (Date.parse(endedAt ?? '') - Date.parse(startedAt ?? '')) / 1_000;
}
