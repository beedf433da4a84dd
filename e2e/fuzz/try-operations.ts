import { Problem } from '@carillon/domain';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { KnownValues } from './arbitrary-of.ts';
import { findLeaks } from './find-leaks.ts';
import { mistaken, planRequests, poolOf, type Parts, type Plan } from './plan-requests.ts';
import type { DocumentedOperation } from './read-operations.ts';
import { send, type ReceivedAnswer } from './send.ts';
import type { Ledger } from './stored/ledger.ts';
import type { Recipes, Workshop } from './workshop.ts';

/** A service that is tried. */
export interface Target {
  url: string;
  operations: readonly DocumentedOperation[];
  components: Record<string, unknown>;
  known: KnownValues;
  recipes: Recipes;
  shop: Workshop;
  ledger: Ledger;
  /** By name; none of them may ever be told. */
  secrets: Readonly<Record<string, string>>;
  /** Operations that write although they read, and those whose answers are there to give a credential. */
  writingReads: readonly string[];
  /** Operations whose good requests bring a credential of their own: they are let in whoever sends them. */
  selfAdmitted: readonly string[];
  shown: Readonly<Record<string, readonly string[]>>;
  /** The last good request for each operation. */
  latest: Map<string, Parts>;
  /** Puts things back after an operation that would change how the service answers all others. */
  after?: Readonly<Record<string, () => Promise<unknown>>>;
}

export interface Caller {
  name: string;
  credentials(): Promise<Record<string, string>>;
  /** Whether it may change anything at all; public operations anybody may use. */
  mayWrite: boolean;
  /** After an operation was let in. */
  afterwards?(operationId: string): void;
}

/** How often an operation was let in, and how often it was refused. */
export type Tally = Map<string, { accepted: number; refused: number }>;

/** Sends examples, and `numRuns` other requests, to each operation of a service in the name of a caller. Throws for the first answer that breaks a promise. */
export async function tryOperations(target: Target, caller: Caller, tally: Tally, parameters: fc.Parameters<[Plan]> & { numRuns: number }): Promise<void> {
  // That it signs in is written down, too.
  await caller.credentials();
  target.ledger.forget();
  for (const operation of target.operations) {
    const plans = planRequests(operation, target.components, target.known);
    const property = fc.asyncProperty(plans, (plan) => tryOnce({ target, caller, operation, tally }, plan));
    // A smaller request may meet another state: what failed is told as it was sent.
    const examples = examplesOf(operation);
    await fc.assert(property, { ...parameters, endOnFailure: true, examples, numRuns: examples.length + parameters.numRuns });
  }
  await target.ledger.close();
}

/** What is tried before anything else: a good request, and, where nobody is refused for who he is, one that must be. */
function examplesOf({ path, security, parameters, requestBody }: DocumentedOperation): [Plan][] {
  if (security.length > 0) return [[{ kind: 'good' }]];
  const inQuery = parameters.some((parameter) => parameter.in === 'query' && parameter.required);
  const place = inQuery ? 'query' : path.includes('{') ? 'path' : requestBody === undefined ? 'origin' : 'body';
  return [[{ kind: 'good' }], [{ kind: 'spoiled', mistake: { place, at: 0, text: '', spoiling: { how: 'whole', bad: null, at: 0, name: '' } } }]];
}

interface Trial {
  target: Target;
  caller: Caller;
  operation: DocumentedOperation;
  tally: Tally;
}

async function tryOnce({ target, caller, operation, tally }: Trial, plan: Plan): Promise<void> {
  const { operationId, method, security } = operation;
  const isPublic = security.length === 0;
  const mayWrite = (caller.mayWrite || isPublic || target.selfAdmitted.includes(operationId)) && (method !== 'get' || target.writingReads.includes(operationId));
  const parts = plan.kind === 'made' ? plan.parts : await goodRequest(target, operation, mayWrite);
  const request = plan.kind === 'spoiled' ? mistaken(parts, plan.mistake) : parts;
  const credentials = await caller.credentials();
  await target.ledger.open(mayWrite);
  const answer = await send(target.url, operation, request, credentials);
  const refused = answer.status >= 400;
  if (mayWrite && !refused) target.ledger.forget();
  else target.ledger.note({ operation: operationId, status: answer.status, requestId: answer.requestId });
  if (!refused) caller.afterwards?.(operationId);
  if (!refused) await target.after?.[operationId]?.();
  count(tally, operationId, refused);
  judge(answer, `${operationId}, ${plan.kind} by ${caller.name}: ${JSON.stringify(request).slice(0, 2_000)}`, target, operationId);
}

/** What is needed for it is made first, but not for whoever would be refused all the same: as good as the last one is good enough. */
async function goodRequest({ recipes, shop, ledger, latest }: Target, operation: DocumentedOperation, mayWrite: boolean): Promise<Parts> {
  const { operationId, path, parameters } = operation;
  const prepare = recipes.prepared[operationId];
  const known = latest.get(operationId);
  if (prepare !== undefined && !mayWrite && known !== undefined) return known;
  if (prepare !== undefined) {
    await ledger.close();
    ledger.forget();
  }
  const made: Partial<Parts> = (await prepare?.(shop)) ?? recipes.plain[operationId]?.(shop) ?? {};
  const has = (place: string, name: string) => parameters.some((parameter) => parameter.in === place && parameter.name === name);
  const inPath = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => [name, made.path?.[name] ?? shop.take(poolOf(path, name))] as const);
  const parts = {
    ...made,
    path: Object.fromEntries(inPath),
    query: made.query ?? (has('query', 'limit') ? { limit: '2' } : {}),
    headers: { ...(has('header', 'idempotency-key') ? { 'idempotency-key': shop.unique('request') } : {}), ...made.headers },
  };
  latest.set(operationId, parts);
  return parts;
}

function count(tally: Tally, operationId: string, refused: boolean): void {
  const counts = tally.get(operationId) ?? { accepted: 0, refused: 0 };
  counts[refused ? 'refused' : 'accepted'] += 1;
  tally.set(operationId, counts);
}

function judge({ status, contentType, text }: ReceivedAnswer, what: string, { secrets, shown }: Target, operationId: string): void {
  expect(status, `${what}: ${text.slice(0, 2_000)}`).toBeLessThan(500);
  expect(findLeaks(text, secrets, status < 400 ? shown[operationId] : []), `${what}: ${text.slice(0, 2_000)}`).toEqual([]);
  if (status < 400) return;
  expect(contentType, `${what}: its content type`).toBe('application/problem+json; charset=utf-8');
  expect(Problem.parse(JSON.parse(text)).status, `${what}: its status`).toBe(status);
}
