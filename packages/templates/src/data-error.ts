/** A filter got a value it can do nothing with: the data is wrong, not the template. */
export class DataError extends Error {}
