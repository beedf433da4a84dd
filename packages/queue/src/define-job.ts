import { z } from 'zod';

/** Queues of the product; a worker serves each. */
export const queueNames = ['notification', 'payment', 'user', 'verification', 'campaign', 'receipt', 'maintenance'] as const;
export type QueueName = (typeof queueNames)[number];

/**
 * What producer and consumer agree on. `attempts` and `backoffMs` are for failures of our own infrastructure (the
 * database is away, the process died); how often a message is tried is decided by its notification log.
 */
export interface JobDefinition<Name extends string = string, Payload extends z.ZodType = z.ZodType> {
  name: Name;
  queue: QueueName;
  payload: Payload;
  attempts: number;
  /** Delay before the second try in milliseconds; doubles from then on, with jitter. */
  backoffMs: number;
  jobId(payload: z.infer<Payload>): string;
}

export function defineJob<Name extends string, Payload extends z.ZodType>(definition: JobDefinition<Name, Payload>): JobDefinition<Name, Payload> {
  return definition;
}

const Envelope = z.strictObject({ requestId: z.string().nullable(), payload: z.unknown() });

/** What travels in Redis: the payload, and the request it came from. Checked at both ends; throws a ZodError. */
export function parseEnvelope<Payload extends z.ZodType>(definition: JobDefinition<string, Payload>, data: unknown): { requestId: string | null; payload: z.infer<Payload> } {
  const envelope = Envelope.parse(data);
  return { requestId: envelope.requestId, payload: definition.payload.parse(envelope.payload) };
}
