import { z } from 'zod';

/** What can be set about maintenance that has nothing to set. */
export const NoParameters = z.strictObject({});

export const RequeueStaleParameters = z.strictObject({
  recheckAfterSeconds: z
    .int()
    .min(5)
    .max(3_600)
    .default(120)
    .describe('A job that was put into Redis this long ago and is due, but was not taken, is put there again; where it still is, nothing changes'),
});

export const RollUpCountersParameters = z.strictObject({
  keepMinutesForDays: z.int().min(2).max(60).default(7).describe('For how long numbers are kept by the minute; older ones are kept by the hour alone'),
});
