import { Problem } from '../steps/problem.mjs';
import { createInternalToken } from './internal-token.mjs';

/** Commands on the way at the same time. */
const CONCURRENCY = 8;

/**
 * @typedef {{ imported: number, updated: number, existing: number, rejected: number, problems: { line: number, column: string | null, reason: string }[] }} ImportReport
 * @typedef {ReturnType<typeof connectDataService>} DataService
 */

/**
 * One of the two data services, over the HTTP API that any other system would use.
 * @param {{ name: 'sql-service' | 'mongo-service', url: string, secret: string }} options
 */
export function connectDataService({ name, url, secret }) {
  /** @type {(path: string, contentType: string, body: string) => Promise<Response>} */
  const post = async (path, contentType, body) => {
    const authorization = `Bearer ${createInternalToken({ secret, audience: name, now: new Date() })}`;
    const response = await reach(`${url}${path}`, { method: 'POST', headers: { authorization, 'content-type': contentType }, body });
    if (response.status === 401) throw new Problem(`The ${name} at ${url} does not accept this installation's token: is it the one of this directory, with the same DATA_DIR and INTERNAL_JWT_SECRET?`);
    return response;
  };

  /** @type {(target: string, request: RequestInit) => Promise<Response>} */
  const reach = async (target, request) => {
    try {
      return await fetch(target, { ...request, signal: AbortSignal.timeout(60_000) });
    } catch {
      throw new Problem(`The ${name} does not answer at ${url}: start Carillon with \`npm start\`, leave it running, and try again in another terminal.`);
    }
  };

  return {
    /** Rejects with what to do when the service is not there. */
    async requireReady() {
      const response = await reach(`${url}/readyz`, {});
      if (response.status !== 200) throw new Problem(`The ${name} at ${url} is not ready yet (it answers ${response.status}): try again in a moment.`);
    },

    /** @type {(path: string, csv: string) => Promise<ImportReport>} */
    async importCsv(path, csv) {
      const response = await post(path, 'text/csv', csv);
      const answer = await response.text();
      if (response.status !== 200) throw new Problem(`${url}${path} answers ${response.status}: ${answer}`);
      /** @type {ImportReport} */
      const report = JSON.parse(answer);
      const [problem] = report.problems;
      if (problem !== undefined) throw new Problem(`${report.rejected} demo records were refused by ${url}${path}; the first, in line ${problem.line}: ${problem.column ?? 'the line'} ${problem.reason}`);
      return report;
    },

    /**
     * Sends commands that can be repeated, a few at a time; one that the record's state does not allow any more (409) is
     * left alone. Returns how many changed something.
     * @param {readonly { path: string, body: object }[]} commands
     */
    async command(commands) {
      const queue = commands.values();
      let changed = 0;
      const work = async () => {
        for (const { path, body } of queue) {
          const response = await post(path, 'application/json', JSON.stringify(body));
          const answer = await response.text();
          if (response.status !== 200 && response.status !== 409) throw new Problem(`${url}${path} answers ${response.status}: ${answer}`);
          if (response.status === 200 && JSON.parse(answer).changed === true) changed += 1;
        }
      };
      await Promise.all(Array.from({ length: CONCURRENCY }, work));
      return changed;
    },
  };
}
