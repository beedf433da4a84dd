import { ScheduleParameters, type Clock, type ScheduleOverride } from '@carillon/domain';
import { isDuplicateKey } from '../connection.ts';
import type { ScheduleOverrideDocument, ScheduleOverrideModel } from './model.ts';

export type ScheduleOverrideRepository = ReturnType<typeof createScheduleOverrideRepository>;

export function createScheduleOverrideRepository({ model, clock }: { model: ScheduleOverrideModel; clock: Clock }) {
  async function read(schedule: string): Promise<ScheduleOverride | null> {
    const document = await model.findById(schedule).lean<ScheduleOverrideDocument>();
    return document === null ? null : toOverride(document);
  }

  return {
    /** What is kept of a schedule; one that is seen for the first time counts its slots from now on. */
    async findOrCreate(schedule: string): Promise<ScheduleOverride> {
      const known = await read(schedule);
      if (known !== null) return known;
      const fresh: ScheduleOverride = { enabled: true, cron: null, timeZone: null, parameters: null, version: 0, countsFrom: clock.now(), changedAt: null, changedBy: null };
      try {
        await model.insertOne({ _id: schedule, ...fresh });
        return fresh;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return (await read(schedule)) ?? fresh;
      }
    },

    /** Saves a change on top of the version before it. False: somebody else saved that version first. */
    async replace(schedule: string, override: ScheduleOverride): Promise<boolean> {
      const result = await model.updateOne({ _id: schedule, version: override.version - 1 }, { $set: override });
      return result.matchedCount === 1;
    },
  };
}

function toOverride({ _id, parameters, ...override }: ScheduleOverrideDocument): ScheduleOverride {
  return { ...override, parameters: parameters === null ? null : ScheduleParameters.parse(parameters) };
}
