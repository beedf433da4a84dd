/** Something the person at the terminal can mend: the message says what and how, and no stack trace is shown. */
export class Problem extends Error {
  /**
   * @param {string} message
   * @param {{ exitCode?: number }} [options]
   */
  constructor(message, { exitCode = 1 } = {}) {
    super(message);
    this.name = 'Problem';
    this.exitCode = exitCode;
  }
}
