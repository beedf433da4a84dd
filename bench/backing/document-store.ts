import { startEmbeddedMongo } from '@carillon/embedded-mongo';
import { serveParent } from './start-child.ts';

const [, , directory = ''] = process.argv;
const store = await startEmbeddedMongo({ directory, host: '127.0.0.1', port: 0 });

/** What it took of the processors since its start. */
function cpuMs(): number {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  return (userCPUTime + systemCPUTime) / 1_000;
}
serveParent(store.uri, (question) => (question === 'cpu-ms' ? cpuMs() : null), () => store.close());
