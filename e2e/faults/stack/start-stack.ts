import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createTempDirectory, findFreePort } from '@carillon/testing';
import { startMailServer } from '../witness/mail-server.ts';
import { readWitness } from '../witness/read-witness.ts';
import { shiftClocks } from './clock-shifts.ts';
import { startProductProcesses, type Shiftable } from './product-processes.ts';
import { startRedis } from './redis-process.ts';
import { makeSmallDisk } from './small-disk.ts';
import type { SupervisedProcess } from './supervised-process.ts';
import { startTcpProxy } from './tcp-proxy.ts';

export type ProcessName = keyof Awaited<ReturnType<typeof startProductProcesses>>['processes'] | 'redis';
export type Stack = Awaited<ReturnType<typeof startStack>>;
export type LineName = keyof Stack['network'];

/** The whole product, each part a process of its own, with a proxy before each service and a disk under each store. */
export async function startStack(random: () => number) {
  const directory = await createTempDirectory('faults');
  const disks = { redis: await makeSmallDisk(join(directory.path, 'redis')), documentStore: await makeSmallDisk(join(directory.path, 'store')), product: await makeSmallDisk(join(directory.path, 'data')) };
  const mailRecord = join(directory.path, 'mail.jsonl');
  const mailServer = await startMailServer(mailRecord);
  const redis = await startRedis(disks.redis.path, directory.path);
  const documentStorePort = await findFreePort();
  const lines = { redis: await startTcpProxy(redis.port, random), documentStore: await startTcpProxy(documentStorePort, random), mail: await startTcpProxy(mailServer.port, random) };
  const uri = (port: number) => `mongodb://127.0.0.1:${port}/faults?directConnection=true`;
  const product = await startProductProcesses({
    directory: directory.path,
    dataDirectory: disks.product.path,
    random,
    documentStoreDirectory: disks.documentStore.path,
    documentStorePort,
    mongodbUri: uri(lines.documentStore.port),
    redisUrl: `redis://127.0.0.1:${lines.redis.port}`,
    smtpUrl: `smtp://127.0.0.1:${lines.mail.port}`,
  });
  const network = { ...lines, ...product.lines };
  const processes: Record<ProcessName, SupervisedProcess> = { ...product.processes, redis };
  return {
    ...product,
    directory: directory.path,
    disks,
    mailServer,
    redis,
    network,
    processes,
    /** Past the proxy: whoever checks must not be hindered. */
    mongodbUri: uri(documentStorePort),
    readWitness: () => readWitness({ mail: mailRecord, vendor: product.vendorRecord }),
    shiftClocks: (names: readonly Shiftable[], milliseconds: number) => shiftClocks(directory.path, names, milliseconds),
    async stop({ keepLogs }: { keepLogs: boolean }) {
      await Promise.all(Object.values(processes).map((process) => process.stop()));
      await Promise.all([mailServer.stop(), ...Object.values(network).map((proxy) => proxy.close())]);
      await Promise.all(Object.values(disks).map((disk) => disk.remove()));
      if (!keepLogs) await rm(directory.path, { recursive: true, force: true });
    },
  };
}
