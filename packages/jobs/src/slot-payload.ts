import { z } from 'zod';

/** Of a job that is done once for a stretch of time, whoever asks for it: when that began. */
export const SlotPayload = z.strictObject({ slot: z.iso.datetime() });
