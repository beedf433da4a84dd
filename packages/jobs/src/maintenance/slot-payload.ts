import { z } from 'zod';

/** The slot makes the job's id: two schedulers that fire the same one enqueue one job. */
export const SlotPayload = z.strictObject({ slot: z.iso.datetime() });
