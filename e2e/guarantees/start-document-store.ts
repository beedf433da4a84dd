import { findFreePort, startProcess, type TestProcess } from '@carillon/testing';

/** Nobody is there: given, so that `local-services` starts none of its own. */
const NOWHERE = '127.0.0.1:1';

/** The document store that comes with the product, as a process of its own, with its data in `directory`. */
export async function startDocumentStore(directory: string): Promise<{ uri: string; process: TestProcess }> {
  const [mongoPort, statusPort] = [await findFreePort(), await findFreePort()];
  const environment = { NODE_ENV: 'test', LOG_LEVEL: 'warn', DATA_DIR: directory, REDIS_URL: `redis://${NOWHERE}`, SMTP_URL: `smtp://${NOWHERE}`, LOCAL_MONGO_PORT: String(mongoPort), LOCAL_SERVICES_PORT: String(statusPort) };
  const process = await startProcess('local-services', environment, `http://127.0.0.1:${statusPort}/readyz`);
  return { uri: `mongodb://127.0.0.1:${mongoPort}`, process };
}
