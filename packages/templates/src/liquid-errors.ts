import { LiquidError } from 'liquidjs';

/** The errors one parse or rendering ended with, in the order of the template. Liquid nests those of inner blocks. */
export function flattenLiquidErrors(error: unknown): unknown[] {
  const inner = LiquidError.is(error) && 'errors' in error && Array.isArray(error.errors) ? error.errors : null;
  return inner === null ? [error] : inner.flatMap(flattenLiquidErrors);
}
