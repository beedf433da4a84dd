import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import express from 'express';
import { Redis } from 'ioredis';
import mongoose from 'mongoose';
import { serveParent } from './serve-parent.ts';

// What accepting comes to without a product around it: parse the body, insert one document, add one job.
const [, , mongodbUri = '', redisUrl = ''] = process.argv;
const connection = await mongoose.createConnection(mongodbUri, { dbName: 'bare', maxPoolSize: 50 }).asPromise();
const redis = new Redis(redisUrl, { maxRetriesPerRequest: null });
const queue = new Queue('bare', { connection: redis });
const logs = connection.collection('bare');

const app = express();
app.use(express.json({ limit: '300kb' }));
app.post('/notification', (request, response, next) => {
  accept(request.body).then((accepted) => response.status(202).json(accepted), next);
});
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
serveParent(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`, () => null, async () => {
  server.closeAllConnections();
  await queue.close();
  redis.disconnect();
  await connection.close();
});

async function accept(body: object): Promise<{ id: string; status: string }> {
  const id = randomUUID();
  await logs.insertOne({ ...body, externalId: id, status: 'queued', createdAt: new Date() });
  await queue.add('send', { id }, { jobId: id, removeOnComplete: true });
  return { id, status: 'queued' };
}
