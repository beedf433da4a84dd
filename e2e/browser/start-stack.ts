import { createTempDirectory, findFreePort, startProcess, type TestProcess } from '@carillon/testing';

export interface Stack {
  url: string;
  stop(): Promise<void>;
}

/** The product as `npm start` runs it, on ports and in a directory of its own: nothing given, everything local. */
export async function startStack(): Promise<Stack> {
  const directory = await createTempDirectory('browser');
  const [api, worker, scheduler, services, redis, mongo, smtp] = await Promise.all(Array.from({ length: 7 }, findFreePort));
  const environment = {
    NODE_ENV: 'test',
    DATA_DIR: directory.path,
    API_PORT: String(api),
    WORKER_METRICS_PORT: String(worker),
    SCHEDULER_METRICS_PORT: String(scheduler),
    LOCAL_SERVICES_PORT: String(services),
    LOCAL_REDIS_PORT: String(redis),
    LOCAL_MONGO_PORT: String(mongo),
    LOCAL_SMTP_PORT: String(smtp),
    AUTH_DEV_LOGIN: 'true',
    RATE_LIMIT_PER_MINUTE: '100000',
  };
  const processes: TestProcess[] = [];
  const start = async (app: string, port: number | undefined) => {
    processes.unshift(await startProcess(app, environment, `http://127.0.0.1:${port}/readyz`));
  };
  // In this order: each needs what came before it, and they are stopped the other way round.
  await start('local-services', services);
  await start('api', api);
  await start('worker', worker);
  await start('scheduler', scheduler);
  return {
    url: `http://127.0.0.1:${api}`,
    async stop() {
      for (const process of processes) await process.stop();
      await directory.remove();
    },
  };
}
