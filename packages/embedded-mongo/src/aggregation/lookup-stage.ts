import { evalExpr } from 'mingo/core';
import type { Collation } from '../bson/collation.ts';
import { decodeDocument } from '../bson/decode-document.ts';
import { BsonUndefined, isDocument, setField, type Document, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { createEvaluation } from '../expression/evaluation.ts';
import type { StageOperator } from '../expression/mingo-operators.ts';
import { findDocuments } from '../query/find-documents.ts';
import { prepareFind } from '../query/prepare-find.ts';
import { withoutPauses } from '../query/steps.ts';
import { readPath } from '../semantics/read-path.ts';
import type { Collection } from '../storage/collection.ts';
import { encodeKey } from '../storage/key-writer.ts';
import { parsePipeline, type PipelineOptions, type PipelineSource, type RunPipeline, type Stage } from './pipeline.ts';

interface Lookup {
  readonly from: string | undefined;
  readonly as: string;
  readonly localField: string | undefined;
  readonly foreignField: string | undefined;
  readonly variables: Document;
  readonly pipeline: readonly Stage[] | undefined;
}

const text = (value: Value | undefined, field: string): string | undefined => {
  if (value !== undefined && typeof value !== 'string') throw new CommandError(9, `$lookup argument '${field}' must be a string`);
  return value;
};

function parseLookup(specification: Value): Lookup {
  if (!isDocument(specification)) throw new CommandError(9, 'the $lookup specification must be an Object');
  for (const name of Object.keys(specification)) {
    if (!['from', 'as', 'localField', 'foreignField', 'let', 'pipeline'].includes(name)) throw new CommandError(9, `unknown argument to $lookup: ${name}`);
  }
  const { let: variables = {}, pipeline } = specification;
  const as = text(specification['as'], 'as');
  const [localField, foreignField] = [text(specification['localField'], 'localField'), text(specification['foreignField'], 'foreignField')];
  if (as === undefined) throw new CommandError(9, "must specify 'as' field for a $lookup");
  if ((localField === undefined) !== (foreignField === undefined)) throw new CommandError(9, '$lookup requires both or neither of \'localField\' and \'foreignField\' to be specified');
  if (localField === undefined && pipeline === undefined) throw new CommandError(9, "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified");
  if (!isDocument(variables)) throw new CommandError(9, "$lookup argument 'let' must be an object");
  if (pipeline !== undefined && !Array.isArray(pipeline)) throw new CommandError(14, "'pipeline' option must be specified as an array");
  return { from: text(specification['from'], 'from'), as, localField, foreignField, variables, pipeline: pipeline && parsePipeline(pipeline) };
}

/** What a local field asks for: each element of an array; nothing there asks for null. */
function wantedValues(document: Document, path: string): Value[] {
  const value = readPath(document, path);
  if (Array.isArray(value)) return value;
  return [value === undefined || value instanceof BsonUndefined ? null : value];
}

/** Finds foreign documents by equality: through an index when there is one, else through a table made once. */
function foreignFinder(source: PipelineSource, collection: Collection | undefined, path: string, collation: Collation | undefined): (wanted: readonly Value[]) => Document[] {
  if (!collection) return () => [];
  const evaluation = createEvaluation({ now: source.now, collation });
  const find = (filter: Document): Document[] => {
    const request = prepareFind(source.reader, { collection, filter, evaluation });
    return [...withoutPauses(findDocuments(source.reader, request, { keysExamined: 0, docsExamined: 0 }))].map(({ bytes }) => decodeDocument(bytes));
  };
  const probe = prepareFind(source.reader, { collection, filter: { [path]: { $in: ['', 0] } }, evaluation });
  if (probe.plan.intervals.length > 0) return (wanted) => (wanted.length === 0 ? [] : find({ [path]: { $in: [...wanted] } }));
  const keyOf = (value: Value): string => encodeKey(value, collation?.fold).toString('latin1');
  const table = new Map<string, Document[]>();
  for (const document of find({})) {
    source.checkTime();
    const value = readPath(document, path);
    const keys = new Set([value ?? null, ...(Array.isArray(value) ? value : [])].map(keyOf));
    for (const key of keys) table.set(key, [...(table.get(key) ?? []), document]);
  }
  return (wanted) => [...new Set(wanted.flatMap((value) => table.get(keyOf(value)) ?? []))];
}

function withField(document: Document, path: string, value: Value): Document {
  const [name = '', ...rest] = path.split('.');
  const copy = { ...document };
  const inner = document[name];
  setField(copy, name, rest.length === 0 ? value : withField(isDocument(inner) ? inner : {}, rest.join('.'), value));
  return copy;
}

/** $lookup with equality, with a pipeline, or with both. */
export function lookupStage(source: PipelineSource, pipelineOptions: PipelineOptions, run: RunPipeline): StageOperator {
  return (documents, specification, options) => {
    const { from, as, localField, foreignField, variables, pipeline } = parseLookup(specification);
    const collection = from === undefined ? undefined : source.find(from);
    const isView = collection?.view !== undefined;
    const find = localField !== undefined && foreignField !== undefined && !isView && !pipeline ? foreignFinder(source, collection, foreignField, pipelineOptions.collation) : undefined;
    return documents.map((document: Document) => {
      source.checkTime();
      if (find && localField !== undefined) return withField(document, as, find(wantedValues(document, localField)));
      const bound = Object.fromEntries(Object.entries(variables).map(([name, expression]): [string, Value] => [name, (evalExpr(document, expression, options) ?? new BsonUndefined()) as Value])); // mingo hands on values
      const equality: Stage[] = localField === undefined || foreignField === undefined ? [] : [{ name: '$match', specification: { [foreignField]: { $in: wantedValues(document, localField) } } }];
      const joined = run(source, from, [...equality, ...(pipeline ?? [])], { ...pipelineOptions, hint: undefined, variables: { ...pipelineOptions.variables, ...bound } });
      return withField(document, as, [...withoutPauses(joined)]);
    });
  };
}
