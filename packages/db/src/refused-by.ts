import mongoose from 'mongoose';

/** Which statements of an unordered bulk write the server refused, by their place, with its code; it carried out all others. Rejects when the write failed as a whole. */
export async function refusedBy(write: Promise<unknown>): Promise<ReadonlyMap<number, Error>> {
  const refused = new Map<number, Error>();
  try {
    await write;
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) throw error;
    for (const { index, code, errmsg } of [error.writeErrors].flat()) refused.set(index, Object.assign(new Error(errmsg ?? 'The document was refused'), { code }));
    // Without a refused place it failed as a whole: a network that broke, or a write that too few confirmed.
    if (refused.size === 0) throw error;
  }
  return refused;
}
