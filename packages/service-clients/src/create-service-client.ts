import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { retryDelay, type Clock, type RetryPolicy, type ServiceName } from '@carillon/domain';
import type { z } from 'zod';
import { buildPath, type CallInput } from './build-request.ts';
import { createCircuit, type Circuit, type CircuitOptions } from './circuit.ts';
import type { Contract, Operation } from './contracts.ts';
import type { InternalTokens } from './internal-token.ts';
import { readAnswer } from './read-answer.ts';
import { ServiceUnavailableError, type CallFacts } from './service-errors.ts';
import { createTransport, type Transport } from './transport.ts';

type InputOf<Op extends Operation> = { [Place in keyof Op['request']]: Op['request'][Place] extends z.ZodType ? z.input<Op['request'][Place]> : never } & (Op extends {
  streamedBody: object;
}
  ? { csv: string | Readable }
  : unknown);

export interface CallOptions {
  /** Of the request this call belongs to: it goes along as `X-Request-Id`. */
  requestId?: string;
  /** Ends the call, and the waiting between its tries. */
  signal?: AbortSignal;
}

/** One method per operation of the contract. Each rejects with a {@link ServiceCallError}, or with the reason of `signal`. */
export type ServiceClient<C extends Contract> = { [Name in keyof C]: (input: InputOf<C[Name]>, options?: CallOptions) => Promise<z.output<C[Name]['response']>> } & {
  /** Closes the connections that are kept open. */
  close(): void;
};

export interface ServiceClientOptions {
  baseUrl: string;
  tokens: InternalTokens;
  clock: Clock;
  random: () => number;
  /** How long one try may take, in milliseconds. */
  timeoutMs?: number;
  /** How long the upload of a file may take, in milliseconds. */
  uploadTimeoutMs?: number;
  retry?: RetryPolicy;
  circuit?: Partial<CircuitOptions>;
  on?: {
    /** A call failed and is tried again after `delayMs`. */
    retrying?(event: CallFacts & { attempt: number; delayMs: number; error: Error }): void;
    /** `open`: the service is left alone for a while. */
    circuit?(state: 'open' | 'half-open' | 'closed'): void;
  };
  /** Waits; tests put a clock here. */
  sleep?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

const DEFAULT_RETRY: RetryPolicy = { maxAttempts: 3, baseDelayMs: 200, maxDelayMs: 2_000, jitter: 0.5 };
/** A service that asks for more patience than this is asked again by whoever wanted the answer, not here. */
const MAX_WAIT_MS = 10_000;

const sleepFor = (milliseconds: number, signal: AbortSignal | undefined): Promise<void> => wait(milliseconds, undefined, signal === undefined ? {} : { signal });

/** A client of the service `name` that speaks `contract`. */
export function createServiceClient<C extends Contract>(name: ServiceName, contract: C, options: ServiceClientOptions): ServiceClient<C> {
  const transport = createTransport(options.baseUrl);
  const circuit = createCircuit(options.circuit ?? {}, options.on?.circuit);
  const methods = Object.entries(contract).map(([method, operation]) => [
    method,
    (input: CallInput, call: CallOptions = {}) => callWithRetries({ name, operation, transport, circuit, options }, input, call),
  ]);
  // The methods are those of the contract, one by one; the compiler can not follow Object.fromEntries.
  return { ...(Object.fromEntries(methods) as ServiceClient<C>), close: () => transport.close() };
}

interface Target {
  name: ServiceName;
  operation: Operation;
  transport: Transport;
  circuit: Circuit;
  options: ServiceClientOptions;
}

/** Only what can be repeated is tried again, and only when the service was not there or not able to. */
async function callWithRetries(target: Target, input: CallInput, { requestId, signal }: CallOptions): Promise<unknown> {
  const { operation, options } = target;
  const policy = options.retry ?? DEFAULT_RETRY;
  const facts: CallFacts = { service: target.name, operation: operation.operation, requestId: requestId ?? null };
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted();
    try {
      return await target.circuit.run(facts, () => callOnce(target, facts, input, signal));
    } catch (error) {
      if (!operation.idempotent || attempt >= policy.maxAttempts || !(error instanceof ServiceUnavailableError) || error.circuitOpen) throw error;
      const delayMs = retryDelay(policy, attempt, options.random(), error.retryAfterMs);
      if (delayMs > MAX_WAIT_MS) throw error;
      options.on?.retrying?.({ ...facts, attempt, delayMs, error });
      await (options.sleep ?? sleepFor)(delayMs, signal);
    }
  }
}

const DEFAULT_TIMEOUT_MS = 5_000;
const DEFAULT_UPLOAD_TIMEOUT_MS = 30 * 60_000;

async function callOnce({ name, operation, transport, options }: Target, facts: CallFacts, input: CallInput, signal: AbortSignal | undefined): Promise<unknown> {
  const timeoutMs = operation.streamedBody === undefined ? (options.timeoutMs ?? DEFAULT_TIMEOUT_MS) : (options.uploadTimeoutMs ?? DEFAULT_UPLOAD_TIMEOUT_MS);
  const timeout = AbortSignal.timeout(timeoutMs);
  const answer = await transport
    .send({
      method: operation.method,
      path: buildPath(operation, input),
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${options.tokens.tokenFor(name)}`,
        ...(facts.requestId === null ? {} : { 'x-request-id': facts.requestId }),
        ...(operation.method !== 'get' ? { 'content-type': operation.streamedBody?.contentType ?? 'application/json' } : {}),
      },
      body: bodyOf(operation, input),
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    })
    .catch((error: unknown) => {
      signal?.throwIfAborted();
      const reason = timeout.aborted ? `did not answer within ${timeoutMs} ms` : `can not be reached (${reasonOf(error)})`;
      // Not the error itself as the cause: axios keeps the request in it, and the request has the token.
      throw new ServiceUnavailableError(facts, reason, { cause: error instanceof Error ? error.cause : undefined });
    });
  return readAnswer(facts, operation.response, answer, options.clock.now());
}

function bodyOf(operation: Operation, input: CallInput): string | Readable | undefined {
  if (operation.streamedBody !== undefined) return input.csv;
  return operation.method !== 'get' ? JSON.stringify(input.body ?? {}) : undefined;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
