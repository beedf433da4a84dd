import { Aggregator } from 'mingo/aggregator';
import { cloneValue } from '../bson/decode-document.ts';
import { isDocument, type Document, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import type { Evaluation } from '../expression/evaluation.ts';
import { toCommandError } from '../expression/mingo-errors.ts';

const allowed = new Set(['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith']);

/** Compiles the stages an update pipeline may consist of, to be run on one document at a time. */
export function compileDocumentStages(stages: readonly Value[], evaluation: Evaluation): (document: Document) => Document {
  const pipeline = stages.map((stage) => {
    const [name] = isDocument(stage) ? Object.keys(stage) : [];
    if (!isDocument(stage) || name === undefined) throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
    if (!allowed.has(name)) throw new CommandError(72, `${name} is not allowed to be used within an update`);
    return stage;
  });
  const aggregator = new Aggregator(pipeline, evaluation.options);
  return (document) => {
    try {
      const [result] = aggregator.run([cloneValue(document)]);
      return result as Document; // these stages turn one document into one document
    } catch (error) {
      throw toCommandError(error);
    }
  };
}
