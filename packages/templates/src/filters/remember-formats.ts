/** Templates may name any locale: what is remembered is forgotten as a whole before it grows beyond this. */
const MOST_REMEMBERED = 500;

/** Remembers what `make` makes, by a key: formatters of the Intl API are costly to make, and few. */
export function rememberFormats<Format>(): (key: string, make: () => Format) => Format {
  const known = new Map<string, Format>();
  return (key, make) => {
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const made = make();
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, made);
    return made;
  };
}
