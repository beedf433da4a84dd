/**
 * One sentence when this Node.js is too old, null when it is fine. `minimum` is e.g. '20.19.0'.
 * @param {string} version
 * @param {string} minimum
 * @returns {string | null}
 */
export function nodeVersionProblem(version, minimum) {
  const have = version.split('.').map(Number);
  const need = minimum.split('.').map(Number);
  const difference = need.map((part, index) => (have[index] ?? 0) - part).find((part) => part !== 0) ?? 0;
  if (difference >= 0) return null;
  return `Carillon needs Node.js ${minimum} or newer, this is ${version}: install a current one from your system's packages or with a version manager (nvm install 22), then try again.`;
}

/** Ends the process with that sentence. Comes first in every script, before anything newer is loaded. */
export function requireNode() {
  const problem = nodeVersionProblem(process.versions.node, '20.19.0');
  if (problem === null) return;
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}
