/** @typedef {{ passed: number, failed: number }} Tally */

/**
 * What a runner's JSON report counts. A runner that failed without a failed test (a file that does not load, an error
 * outside of a test) or that left no report has failed once.
 * @param {Tally | null} counted null when there is no usable report
 * @param {boolean} succeeded whether the runner itself said so
 * @returns {Tally}
 */
export function tallyRunner(counted, succeeded) {
  if (counted === null) return { passed: 0, failed: 1 };
  return { passed: counted.passed, failed: succeeded ? counted.failed : Math.max(counted.failed, 1) };
}

/**
 * @param {unknown} report of `vitest --reporter=json`
 * @returns {Tally | null}
 */
export function countVitest(report) {
  return isRecord(report) ? numbers(report['numPassedTests'], report['numFailedTests']) : null;
}

/**
 * @param {unknown} report of `playwright test --reporter=json`
 * @returns {Tally | null}
 */
export function countPlaywright(report) {
  if (!isRecord(report) || !isRecord(report['stats'])) return null;
  const { expected, flaky, unexpected } = report['stats'];
  return numbers(Number(expected) + Number(flaky), unexpected);
}

/** @type {(tallies: readonly Tally[]) => Tally} */
export function sum(tallies) {
  return tallies.reduce((total, tally) => ({ passed: total.passed + tally.passed, failed: total.failed + tally.failed }), { passed: 0, failed: 0 });
}

/** @param {Tally} total */
export function closingLine({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}

/**
 * Nothing failed, and something ran: a run without a test proves nothing.
 * @param {Tally} total
 */
export function isGood({ passed, failed }) {
  return failed === 0 && passed > 0;
}

/**
 * @param {unknown} passed
 * @param {unknown} failed
 * @returns {Tally | null}
 */
function numbers(passed, failed) {
  return Number.isInteger(passed) && Number.isInteger(failed) ? { passed: Number(passed), failed: Number(failed) } : null;
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isRecord(value) {
  return typeof value === 'object' && value !== null;
}
