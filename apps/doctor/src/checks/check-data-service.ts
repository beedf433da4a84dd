import axios from 'axios';
import type { Check } from '../finding.ts';

const TIMEOUT_MS = 5_000;

/** Whether a data service answers where it is looked for, and says that it is ready. */
export function checkDataService({ name, url, variable }: { name: string; url: string; variable: string }): Check {
  return {
    subject: name,
    adviceWhenAway: `Is it running, and is ${variable} right? It is looked for at ${url}.`,
    async run() {
      const { status } = await axios.get(`${url}/readyz`, { timeout: TIMEOUT_MS, validateStatus: null });
      if (status === 200) return [{ level: 'ok', subject: name, text: `${url} is ready` }];
      // The contract of a data service does not ask for /readyz: one of a company's own may not have it.
      if (status === 404) return [{ level: 'ok', subject: name, text: `${url} answers` }];
      return [{ level: 'failure', subject: name, text: `${url}/readyz answers ${status}`, advice: 'Its own log says what it lacks.' }];
    },
  };
}
