import { Aggregator } from 'mingo/aggregator';
import type { Collation } from '../bson/collation.ts';
import { decodeDocument } from '../bson/decode-document.ts';
import { isDocument, isNumeric, type Document, type Value } from '../bson/values.ts';
import { toNumber } from '../bson/arithmetic.ts';
import { CommandError } from '../errors.ts';
import { createEvaluation } from '../expression/evaluation.ts';
import { toCommandError } from '../expression/mingo-errors.ts';
import { findDocuments } from '../query/find-documents.ts';
import { prepareFind, type FindInput } from '../query/prepare-find.ts';
import { pause, pauseTimer, type Steps } from '../query/steps.ts';
import type { Collection } from '../storage/catalog.ts';
import type { Reader } from '../storage/store.ts';
import { neededFields } from './needed-fields.ts';
import { serverStages } from './server-stages.ts';
import { decodeFields } from '../bson/decode-fields.ts';

/** What a pipeline reads from. */
export interface PipelineSource {
  readonly reader: Reader;
  readonly find: (name: string) => Collection | undefined;
  readonly checkTime: () => void;
}

export interface PipelineOptions {
  readonly collation: Collation | undefined;
  readonly variables: Document | undefined;
  readonly hint?: Value | undefined;
}

export interface Stage {
  readonly name: string;
  readonly specification: Value;
}

/** A pipeline's stages. Throws MongoDB's errors for what is none. */
export function parsePipeline(pipeline: readonly Value[]): Stage[] {
  return pipeline.map((stage) => {
    if (!isDocument(stage)) throw new CommandError(14, 'Each element of the \'pipeline\' array must be an object');
    const [name, ...others] = Object.keys(stage);
    if (name === undefined || others.length > 0) throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
    return { name, specification: stage[name] ?? null };
  });
}

/** The stages at the front that a find answers, with indexes. */
export interface PushedDown {
  readonly filter: Document;
  readonly sort: Document | undefined;
  readonly skip: number;
  readonly limit: number;
  readonly rest: readonly Stage[];
}

const whole = (value: Value): number | undefined => {
  const number = isNumeric(value) ? toNumber(value) : NaN;
  return Number.isInteger(number) && number >= 0 ? number : undefined;
};

/** Takes $match, $sort, $skip and $limit off the front, as far as their order allows. */
export function pushDown(stages: readonly Stage[]): PushedDown {
  const filters: Document[] = [];
  let sort: Document | undefined;
  let skip = 0;
  let limit = 0;
  let at = 0;
  for (; at < stages.length; at += 1) {
    const { name, specification } = stages[at] ?? { name: '', specification: null };
    const count = whole(specification);
    if (name === '$match' && isDocument(specification) && !sort && skip === 0 && limit === 0) filters.push(specification);
    else if (name === '$sort' && isDocument(specification) && Object.keys(specification).length > 0 && !sort && skip === 0 && limit === 0) sort = specification;
    else if (name === '$skip' && count !== undefined && limit === 0) skip += count;
    else if (name === '$limit' && count !== undefined && count > 0) limit = limit === 0 ? count : Math.min(limit, count);
    else break;
  }
  const [only] = filters;
  return { filter: filters.length > 1 ? { $and: filters } : only ?? {}, sort, skip, limit, rest: stages.slice(at) };
}

const blocking = new Set(['$group', '$sort', '$bucket', '$bucketAuto', '$facet', '$sortByCount', '$setWindowFields', '$fill', '$densify', '$count']);

function* computed(source: Steps<Document>, rest: readonly Stage[], aggregator: Aggregator, checkTime: () => void): Steps<Document> {
  const isTimeToPause = pauseTimer();
  const gathered: Document[] = [];
  const isBlocking = rest.some(({ name }) => blocking.has(name));
  if (isBlocking) {
    for (const step of source) {
      if (step === pause) yield pause;
      else gathered.push(step);
    }
  }
  const input = isBlocking ? gathered : stepsWithoutPauses(source, checkTime);
  const results = aggregator.stream(input);
  for (;;) {
    const { done, value } = nextOf(results);
    if (done) return;
    yield value as Document; // a pipeline's results are documents
    if (isTimeToPause()) yield pause;
  }
}

function nextOf(results: ReturnType<Aggregator['stream']>) {
  try {
    return results.next();
  } catch (error) {
    throw toCommandError(error);
  }
}

function* stepsWithoutPauses(source: Steps<Document>, checkTime: () => void): Generator<Document> {
  for (const step of source) {
    if (step === pause) checkTime();
    else yield step;
  }
}

function* sourceDocuments(source: PipelineSource, collection: Collection | undefined, input: Omit<FindInput, 'collection'>, fields: ReadonlySet<string> | undefined): Steps<Document> {
  if (!collection) return;
  const found = findDocuments(source.reader, prepareFind(source.reader, { ...input, collection }), { keysExamined: 0, docsExamined: 0 });
  for (const step of found) {
    if (step === pause) yield pause;
    else yield fields ? decodeFields(step.bytes, fields) : decodeDocument(step.bytes);
  }
}

/** The results of a pipeline over a collection or view (by name), or over nothing (undefined) for one that begins with $documents. */
export function runPipeline(source: PipelineSource, name: string | undefined, stages: readonly Stage[], options: PipelineOptions): Steps<Document> {
  const collection = name === undefined ? undefined : source.find(name);
  if (collection?.view) return runPipeline(source, collection.view.on, [...parsePipeline(collection.view.pipeline), ...stages], options);
  const { rest, ...pushed } = pushDown(stages);
  const evaluation = createEvaluation({ collation: options.collation, variables: options.variables, stages: serverStages(source, options) });
  const documents = sourceDocuments(source, collection, { ...pushed, hint: options.hint, evaluation }, neededFields(rest));
  if (rest.length === 0) return documents;
  const known = (stage: Stage): Document => {
    if (stage.name === '$match' || !stage.name.startsWith('$')) return { [stage.name]: stage.specification };
    return { [stage.name]: isNumeric(stage.specification) ? toNumber(stage.specification) : stage.specification };
  };
  checkStages(rest);
  return computed(documents, rest, new Aggregator(rest.map(known), evaluation.options), source.checkTime);
}

const supported = new Set(['$addFields', '$bucket', '$bucketAuto', '$count', '$densify', '$documents', '$facet', '$fill', '$graphLookup', '$group', '$limit', '$lookup',
  '$match', '$project', '$redact', '$replaceRoot', '$replaceWith', '$sample', '$set', '$setWindowFields', '$skip', '$sort', '$sortByCount', '$unionWith', '$unset', '$unwind']);

const refusals: Readonly<Record<string, () => CommandError>> = {
  $changeStream: () => new CommandError(40573, 'The $changeStream stage is only supported on replica sets'),
  $search: () => new CommandError(31082, 'Using $search is not supported'),
  $vectorSearch: () => new CommandError(31082, 'Using $vectorSearch is not supported'),
  $geoNear: () => new CommandError(27, '$geoNear requires a geospatial index, and this server has none'),
  $out: () => new CommandError(40601, '$out can only be the final stage in the pipeline'),
  $merge: () => new CommandError(40601, '$merge can only be the final stage in the pipeline'),
};

function checkStages(stages: readonly Stage[]): void {
  for (const [at, { name, specification }] of stages.entries()) {
    if (!supported.has(name)) throw refusals[name]?.() ?? new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`);
    if (name === '$documents' && at > 0) throw new CommandError(40602, '$documents is only valid as the first stage in a pipeline');
    if (name === '$limit' && whole(specification) === undefined) throw new CommandError(2107201, `invalid argument to $limit stage: Expected a non-negative number`);
    if (name === '$limit' && whole(specification) === 0) throw new CommandError(15958, 'the limit must be positive');
    if (name === '$skip' && whole(specification) === undefined) throw new CommandError(5107200, 'invalid argument to $skip stage: Expected a non-negative number');
  }
}
