import { createServer } from 'node:net';
import { Problem } from './problem.mjs';

/** @typedef {import('./settings.mjs').PortUse} PortUse */

/**
 * Throws a {@link Problem} with a sentence for each port that is taken or wanted twice.
 * @param {readonly PortUse[]} uses
 */
export async function checkPorts(uses) {
  const taken = await Promise.all(uses.map(async (use) => ((await isFree(use)) ? [] : [await describeTaken(use)])));
  const problems = [...wantedTwice(uses), ...taken.flat()];
  if (problems.length > 0) throw new Problem(problems.join('\n'));
  return `${uses.length} free`;
}

/** @type {(uses: readonly PortUse[]) => string[]} */
export function wantedTwice(uses) {
  return uses.flatMap((use, index) => {
    const earlier = uses.slice(0, index).find((other) => other.port === use.port);
    if (earlier === undefined) return [];
    return [`Port ${use.port} is wanted twice: by ${earlier.process} (${earlier.variable}) and by ${use.process} (${use.variable}); set one of them to another port.`];
  });
}

/**
 * @param {PortUse} use
 * @returns {Promise<boolean>}
 */
function isFree({ port, host }) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** @param {PortUse} use */
async function describeTaken({ port, process, variable }) {
  const owner = (await isCarillon(`http://127.0.0.1:${port}`)) ? 'by a Carillon that already runs: stop it (Ctrl-C in its terminal)' : 'by another program: stop that';
  return `Port ${port}, wanted by ${process}, is taken ${owner}, or set ${variable} to a free port.`;
}

/**
 * Whether one of our processes answers there.
 * @param {string} origin
 */
export async function isCarillon(origin) {
  try {
    const response = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(1_000) });
    /** @type {unknown} */
    const body = await response.json();
    return typeof body === 'object' && body !== null && 'process' in body;
  } catch {
    return false;
  }
}
