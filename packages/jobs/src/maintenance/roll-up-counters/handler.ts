import type { NotificationCounterRepository } from '@carillon/db';
import { daysBefore, RollUpCountersParameters, type Clock } from '@carillon/domain';
import type { SweepPayload } from '../../define-rule-jobs.ts';
import type { Maintained } from '../run-maintenance.ts';

export interface RollUpCountersDeps {
  counters: Pick<NotificationCounterRepository, 'forgetMinutes'>;
  clock: Clock;
}

/** Every change is counted by the minute and by the hour at once, so that nothing is left to add up: what is old goes. */
export async function rollUpCounters({ parameters }: Pick<SweepPayload, 'parameters'>, { counters, clock }: RollUpCountersDeps): Promise<Maintained> {
  const { keepMinutesForDays } = RollUpCountersParameters.parse(parameters);
  return { found: await counters.forgetMinutes(daysBefore(clock.now(), keepMinutesForDays)), enqueued: 0 };
}
