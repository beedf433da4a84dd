import { createTempDirectory, findFreePort, startProcess } from '@carillon/testing';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The document store of built processes; each product takes its own database. */
    documentStoreUri: string;
  }
}

/** Nobody is there: given, so that `local-services` starts none of its own. */
const NOWHERE = '127.0.0.1:1';

/** Vitest's global setup for tests of built processes: the document store that comes with the product, as a process of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await createTempDirectory('store');
  const [mongoPort, statusPort] = [await findFreePort(), await findFreePort()];
  const environment = { NODE_ENV: 'test', LOG_LEVEL: 'warn', DATA_DIR: directory.path, REDIS_URL: `redis://${NOWHERE}`, SMTP_URL: `smtp://${NOWHERE}`, LOCAL_MONGO_PORT: String(mongoPort), LOCAL_SERVICES_PORT: String(statusPort) };
  const store = await startProcess('local-services', environment, `http://127.0.0.1:${statusPort}/readyz`);
  project.provide('documentStoreUri', `mongodb://127.0.0.1:${mongoPort}`);
  return async () => {
    await store.stop();
    await directory.remove();
  };
}
