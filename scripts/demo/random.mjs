const SEED = 20_261;

/** @typedef {ReturnType<typeof randomFor>} Random */

/**
 * A source of chance for record number `index` of one kind: the same numbers at every run, whatever else is made.
 * @param {string} kind
 * @param {number} index
 */
export function randomFor(kind, index) {
  let state = [...kind].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16_777_619), Math.imul(SEED + index, 2_654_435_761)) >>> 0;
  /** Mulberry32: small, and good enough to scatter examples. */
  const next = () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  /** A whole number, both ends included. @type {(from: number, to: number) => number} */
  const between = (from, to) => from + Math.floor(next() * (to - from + 1));
  return {
    between,
    /** True in `share` of all cases. @type {(share: number) => boolean} */
    chance: (share) => next() < share,
    /** @type {<Item>(items: readonly [Item, ...Item[]]) => Item} */
    pick: (items) => items[between(0, items.length - 1)] ?? items[0],
  };
}
