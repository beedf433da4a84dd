import { decodeDocument } from '../bson/decode-document.ts';
import type { Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import { createEvaluation } from '../expression/evaluation.ts';
import { checkStatement } from '../query/apply-update.ts';
import { findDocuments } from '../query/find-documents.ts';
import { prepareFind } from '../query/prepare-find.ts';
import { pause, type Steps } from '../query/steps.ts';
import type { Found } from '../planner/scan-plan.ts';
import { compareValues } from '../bson/compare-values.ts';
import { encodeKey } from '../storage/key-writer.ts';
import { readPath } from '../semantics/read-path.ts';
import { runPipeline } from '../aggregation/run-pipeline.ts';
import type { Document } from '../bson/values.ts';
import { pipelineSource } from './aggregate.ts';
import { collect } from './answer-cursor.ts';
import type { Command } from './command.ts';
import { collationFor, collectionArgument, documentArgument, textArgument } from './read-arguments.ts';

function valuesIn(document: Document, path: string): Value[] {
  const value = readPath(document, path);
  if (value === undefined) return [];
  return Array.isArray(value) ? value.flat(1) : [value];
}

function* decoded(steps: Steps<Found>): Steps<Document> {
  for (const step of steps) yield step === pause ? pause : decodeDocument(step.bytes);
}

function* unseen(steps: Steps<Document>, path: string, fold: ((text: string) => string) | undefined): Steps<Value> {
  const seen = new Set<string>();
  for (const step of steps) {
    if (step === pause) {
      yield pause;
      continue;
    }
    for (const value of valuesIn(step, path)) {
      const key = encodeKey(value, fold).toString('latin1');
      if (seen.has(key)) continue;
      seen.add(key);
      yield value;
    }
  }
}

export const distinct: Command = {
  name: 'distinct',
  group: 'documents',
  summary: 'the values of a path, each once, in order; query, collation',
  async run(engine, request) {
    const collection = engine.catalog.find(request.database, collectionArgument(request));
    const path = textArgument(request, 'key');
    if (path === undefined) throw new CommandError(40414, "BSON field 'distinct.key' is missing but a required field");
    const filter = documentArgument(request, 'query') ?? {};
    const evaluation = createEvaluation({ now: engine.now(), collation: collationFor(collection, request.body['collation']) });
    checkStatement(filter, evaluation);
    if (!collection) return { values: [] };
    const documents = collection.view
      ? runPipeline(pipelineSource(engine, request), collection.name, [{ name: '$match', specification: filter }], { collation: evaluation.collation, variables: undefined })
      : decoded(findDocuments(engine.store, prepareFind(engine.store, { collection, filter, hint: request.body['hint'], evaluation }), { keysExamined: 0, docsExamined: 0 }));
    const values = await collect(unseen(documents, path, evaluation.collation?.fold), request);
    return { values: values.toSorted((left, right) => compareValues(left, right, evaluation.collation?.compare)) };
  },
};
