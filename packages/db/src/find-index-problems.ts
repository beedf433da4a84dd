import type { Connection, IndexDefinition, Model } from 'mongoose';

/** An index that is not as its model declares it. */
export interface IndexProblem {
  collection: string;
  /** The index's name where it exists, otherwise its fields. */
  index: string;
  /** `missing`: declared, and not there. `unexpected`: there with other options, or declared by nobody; every write pays for it. */
  kind: 'missing' | 'unexpected';
}

/** Compares the indexes of every registered model with what the database has. Changes nothing. */
export async function findIndexProblems(connection: Connection): Promise<IndexProblem[]> {
  const problems: IndexProblem[] = [];
  for (const model of Object.values(connection.models)) problems.push(...(await problemsOf(model)));
  return problems;
}

async function problemsOf(model: Model<unknown>): Promise<IndexProblem[]> {
  const collection = model.collection.collectionName;
  const { toCreate, toDrop } = await model.diffIndexes();
  return [
    ...toCreate.map((keys: IndexDefinition): IndexProblem => ({ collection, index: Object.entries(keys).map(([field, direction]) => `${field}: ${direction}`).join(', '), kind: 'missing' })),
    ...toDrop.map((index): IndexProblem => ({ collection, index, kind: 'unexpected' })),
  ];
}
