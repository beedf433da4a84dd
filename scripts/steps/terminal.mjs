import { Problem } from './problem.mjs';

/** @typedef {{ write(text: string): void, isTerminal: boolean, now(): number }} Output */
/** @typedef {ReturnType<typeof createTerminal>} Terminal */

/**
 * A line per step: what is being done while it is done (in a terminal), then ✓ or ✗ with what came of it and how long it took.
 * @param {Output} output
 */
export function createTerminal({ write, isTerminal, now }) {
  /** @type {(code: number, text: string) => string} */
  const paint = (code, text) => (isTerminal ? `\x1b[${code}m${text}\x1b[0m` : text);
  /** @type {(text: string) => void} */
  const finish = (text) => write(`${isTerminal ? '\r\x1b[2K' : ''}${text}\n`);

  return {
    /**
     * Runs one step; what `work` resolves to is shown beside its title.
     * @param {string} title
     * @param {() => Promise<string | void>} work
     */
    async step(title, work) {
      const start = now();
      if (isTerminal) write(`${paint(90, '…')} ${title}`);
      try {
        const result = await work();
        const detail = result === undefined ? '' : `  ${paint(90, result)}`;
        finish(`${paint(32, '✓')} ${title.padEnd(28)}${paint(90, seconds(now() - start))}${detail}`);
      } catch (error) {
        finish(`${paint(31, '✗')} ${title.padEnd(28)}${paint(90, seconds(now() - start))}`);
        throw error;
      }
    },
    /** @param {string} text */
    say: (text) => finish(text),
    /** @param {string} text */
    warn: (text) => finish(`${paint(33, '!')} ${text}`),
    /** @param {unknown} error */
    fail: (error) => finish(`\n${paint(31, describe(error))}`),
    bold: /** @type {(text: string) => string} */ ((text) => paint(1, text)),
    faint: /** @type {(text: string) => string} */ ((text) => paint(90, text)),
  };
}

/**
 * @param {NodeJS.WriteStream} stream
 * @returns {Output}
 */
export function outputOf(stream) {
  // Whoever read our output may be gone (a closed terminal): that must not stop an orderly shutdown.
  stream.on('error', () => undefined);
  return { write: (text) => void stream.write(text), isTerminal: stream.isTTY, now: () => Date.now() };
}

/** @param {NodeJS.WriteStream} stream */
export function terminalOf(stream) {
  return createTerminal(outputOf(stream));
}

/** @param {number} milliseconds */
function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`.padStart(7);
}

/** @param {unknown} error */
function describe(error) {
  if (error instanceof Problem) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
