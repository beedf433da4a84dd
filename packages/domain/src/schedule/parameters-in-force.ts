import type { z } from 'zod';
import { ScheduleParameters } from './schema.ts';

/**
 * What operators have set, with the defaults of `schema` for the rest. What does not fit the schema (any more) stays as it
 * is: the sweep refuses it by name, rather than running with something nobody chose.
 */
export function parametersInForce(schema: z.ZodType, changed: ScheduleParameters | null): ScheduleParameters {
  const parsed = schema.safeParse(changed ?? {});
  return parsed.success ? ScheduleParameters.parse(parsed.data) : (changed ?? {});
}
