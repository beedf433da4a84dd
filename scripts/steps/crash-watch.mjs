const EXIT_CONFIGURATION = 78;

/**
 * Decides from the exits of processes that are starting whether to give up: one with a wrong configuration at once, any
 * other when it has ended `limit` times.
 * @param {number} limit
 */
export function createCrashWatch(limit) {
  /** @type {Map<string, number>} */
  const exits = new Map();
  /**
   * @param {{ name: string, code: number }} exit
   * @returns {boolean} whether this one will not come up
   */
  return ({ name, code }) => {
    const count = (exits.get(name) ?? 0) + 1;
    exits.set(name, count);
    return code === EXIT_CONFIGURATION || count >= limit;
  };
}
