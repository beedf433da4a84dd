import { Aggregator } from 'mingo/aggregator';
import { decodeDocument } from '../bson/decode-document.ts';
import { decodeFields } from '../bson/decode-fields.ts';
import { isNumeric, type Document } from '../bson/values.ts';
import { toNumber } from '../bson/arithmetic.ts';
import { createEvaluation, filterContext } from '../expression/evaluation.ts';
import { toCommandError } from '../expression/mingo-errors.ts';
import { findDocuments } from '../query/find-documents.ts';
import { prepareFind, type FindInput } from '../query/prepare-find.ts';
import { pause, pauseTimer, withoutPauses, type Steps } from '../query/steps.ts';
import { compileFilter } from '../semantics/compile-filter.ts';
import type { Collection } from '../storage/collection.ts';
import { checkStages } from './check-stages.ts';
import { neededFields } from './needed-fields.ts';
import { parsePipeline, type PipelineOptions, type PipelineSource, type Stage } from './pipeline.ts';
import { pushDown } from './push-down.ts';
import { serverStages } from './server-stages.ts';

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
  if (!collection) return void compileFilter(input.filter, filterContext(input.evaluation)); // a filter may be wrong over nothing too
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
  const evaluation = createEvaluation({ now: source.now, collation: options.collation, variables: options.variables, stages: serverStages(source, options, runPipeline), readCollection: (from) => [...withoutPauses(runPipeline(source, from, [], { ...options, hint: undefined }))] });
  const documents = sourceDocuments(source, collection, { ...pushed, hint: options.hint, evaluation }, neededFields(rest));
  if (rest.length === 0) return documents;
  const known = (stage: Stage): Document => {
    if (stage.name === '$match' || !stage.name.startsWith('$')) return { [stage.name]: stage.specification };
    return { [stage.name]: isNumeric(stage.specification) ? toNumber(stage.specification) : stage.specification };
  };
  checkStages(rest);
  return computed(documents, rest, new Aggregator(rest.map(known), evaluation.options), source.checkTime);
}
