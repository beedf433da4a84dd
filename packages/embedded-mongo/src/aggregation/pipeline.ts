import type { Collation } from '../bson/collation.ts';
import { isDocument, type Document, type Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import type { Steps } from '../query/steps.ts';
import type { Collection } from '../storage/collection.ts';
import type { Reader } from '../storage/store.ts';

/** What a pipeline reads from. */
export interface PipelineSource {
  readonly reader: Reader;
  readonly find: (name: string) => Collection | undefined;
  readonly checkTime: () => void;
  /** When the command began. */
  readonly now: Date;
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

/** Runs a pipeline over a collection or view (by name), or over nothing (undefined) for one that begins with $documents. */
export type RunPipeline = (source: PipelineSource, name: string | undefined, stages: readonly Stage[], options: PipelineOptions) => Steps<Document>;
