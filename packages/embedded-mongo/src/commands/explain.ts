import type { Encodable } from '../bson/encode-document.ts';
import { isDocument, type Document, type Value } from '../bson/values.ts';
import { parsePipeline } from '../aggregation/pipeline.ts';
import { pushDown } from '../aggregation/push-down.ts';
import { CommandError } from '../errors.ts';
import { createEvaluation } from '../expression/evaluation.ts';
import { countEntries, type Plan } from '../planner/choose-plan.ts';
import { findDocuments, type FindRequest } from '../query/find-documents.ts';
import { prepareFind } from '../query/prepare-find.ts';
import type { Engine } from '../server/engine.ts';
import type { Collection } from '../storage/collection.ts';
import { collect } from './answer-cursor.ts';
import type { Command, Reply, Request } from './command.ts';
import { collationFor, collectionArgument, countArgument, documentArgument, textArgument } from './read-arguments.ts';
import { serverVersion } from './handshake.ts';

function scanStage(collection: Collection, plan: Plan, isCount: boolean): Record<string, Encodable> {
  const direction = plan.reverse ? 'backward' : 'forward';
  if (!plan.index && plan.intervals.length === 0) return { stage: 'COLLSCAN', direction };
  const { index } = plan;
  const keyPattern = index?.spec['key'] ?? { _id: 1 };
  const scan = {
    keyPattern, indexName: index?.name ?? '_id_', isMultiKey: index?.multikey.includes(true) ?? false, isUnique: index?.unique ?? true,
    isSparse: index?.sparse ?? false, isPartial: index?.partialFilter !== undefined, direction, boundedFields: plan.intervals.length,
    namespace: `${collection.database}.${collection.name}`,
  };
  return isCount && plan.exact ? { stage: 'COUNT_SCAN', ...scan } : { stage: 'FETCH', inputStage: { stage: 'IXSCAN', ...scan } };
}

function describePlan(request: FindRequest, filter: Document, isCount: boolean): Record<string, Encodable> {
  const { collection, plan, order, skip, limit } = request;
  let stage: Record<string, Encodable> = { ...scanStage(collection, plan, isCount), ...(plan.exact ? {} : { filter }) };
  if (order && !plan.sorted) stage = { stage: 'SORT', sortPattern: Object.fromEntries(order.fields.map(({ path, descending }) => [path, descending ? -1 : 1])), inputStage: stage };
  if (skip > 0) stage = { stage: 'SKIP', skipAmount: skip, inputStage: stage };
  if (limit > 0) stage = { stage: 'LIMIT', limitAmount: limit, inputStage: stage };
  return isCount ? { stage: 'COUNT', inputStage: stage } : stage;
}

interface Explained {
  readonly filter: Document;
  readonly sort?: Document | undefined;
  readonly skip?: number | undefined;
  readonly limit?: number | undefined;
  readonly isCount: boolean;
  readonly rest: readonly Document[];
}

function firstStatement(request: Request, field: string): Document {
  const statements = request.body[field];
  const [first] = Array.isArray(statements) ? statements : [];
  if (!isDocument(first)) throw new CommandError(9, `explain needs one statement in ${field}`);
  return first;
}

const documentOf = (value: Value | undefined): Document => (isDocument(value) ? value : {});

function whatToExplain(inner: Request): Explained {
  switch (inner.name) {
    case 'find': return { filter: documentArgument(inner, 'filter') ?? {}, sort: documentArgument(inner, 'sort'), skip: countArgument(inner, 'skip'), limit: countArgument(inner, 'limit'), isCount: false, rest: [] };
    case 'count': return { filter: documentArgument(inner, 'query') ?? {}, isCount: true, rest: [] };
    case 'distinct': return { filter: documentArgument(inner, 'query') ?? {}, isCount: false, rest: [] };
    case 'findAndModify': return { filter: documentArgument(inner, 'query') ?? {}, sort: documentArgument(inner, 'sort'), limit: 1, isCount: false, rest: [] };
    case 'update': return { filter: documentOf(firstStatement(inner, 'updates')['q']), isCount: false, rest: [] };
    case 'delete': return { filter: documentOf(firstStatement(inner, 'deletes')['q']), isCount: false, rest: [] };
    case 'aggregate': {
      const { pipeline } = inner.body;
      const { rest, ...pushed } = pushDown(parsePipeline(Array.isArray(pipeline) ? pipeline : []));
      return { ...pushed, isCount: false, rest: rest.map(({ name, specification }) => ({ [name]: specification })) };
    }
    default: throw new CommandError(59, `Explain failed due to unknown command: ${inner.name}`);
  }
}

/** Says how a command would be run; beyond verbosity queryPlanner it is run, and counted. */
export async function explainCommand(engine: Engine, request: Request, verbosity: string): Promise<Reply> {
  const name = collectionArgument(request);
  const collection = engine.catalog.find(request.database, name);
  const { filter, isCount, rest, ...shape } = whatToExplain(request);
  const namespace = `${request.database}.${name}`;
  const serverInfo = { version: serverVersion };
  if (!collection || collection.view) return { explainVersion: '1', queryPlanner: { namespace, parsedQuery: filter, winningPlan: { stage: collection ? 'VIEW' : 'EOF' }, rejectedPlans: [] }, command: request.body, serverInfo };
  const evaluation = createEvaluation({ now: engine.now(), collation: collationFor(collection, request.body['collation']) });
  const prepared = prepareFind(engine.store, { collection, filter, ...shape, hint: request.body['hint'], evaluation });
  const queryPlanner = { namespace, parsedQuery: filter, winningPlan: describePlan(prepared, filter, isCount), rejectedPlans: [] };
  const cursor: Record<string, Encodable> = { queryPlanner };
  if (verbosity !== 'queryPlanner') {
    const counters = { keysExamined: 0, docsExamined: 0 };
    const start = performance.now();
    const fromEntries = isCount && prepared.plan.exact;
    const found = fromEntries ? [] : await collect(findDocuments(engine.store, prepared, counters), request);
    if (fromEntries) counters.keysExamined = countEntries(engine.store, prepared.plan.ranges, collection.count);
    cursor['executionStats'] = {
      executionSuccess: true, nReturned: found.length, executionTimeMillis: Math.round(performance.now() - start),
      totalKeysExamined: prepared.plan.index || prepared.plan.intervals.length > 0 ? counters.keysExamined : 0, totalDocsExamined: counters.docsExamined,
    };
  }
  if (rest.length > 0) return { explainVersion: '1', stages: [{ $cursor: cursor }, ...rest], command: request.body, serverInfo };
  return { explainVersion: '1', ...cursor, command: request.body, serverInfo };
}

export const explain: Command = {
  name: 'explain',
  group: 'documents',
  summary: 'the plan (IXSCAN, COUNT_SCAN or COLLSCAN), and with executionStats what it examined',
  async run(engine, request) {
    const inner = documentArgument(request, 'explain');
    const [name] = Object.keys(inner ?? {});
    if (!inner || name === undefined) throw new CommandError(9, 'explain needs a command');
    return explainCommand(engine, { ...request, name, body: inner }, textArgument(request, 'verbosity') ?? 'allPlansExecution');
  },
};
