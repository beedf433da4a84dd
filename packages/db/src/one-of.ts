/** The condition for any of several values. A single one is asked for as itself, so that an index goes on in the order behind it. */
export function oneOf<Value>(values: readonly Value[]): Value | { $in: Value[] } {
  const [first, ...others] = values;
  return first !== undefined && others.length === 0 ? first : { $in: [...values] };
}
