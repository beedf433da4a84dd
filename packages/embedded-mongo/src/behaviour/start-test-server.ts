import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type MongoClientOptions } from 'mongodb';
import { startEmbeddedMongo, type EmbeddedMongo, type EmbeddedMongoOptions } from '../server/start-embedded-mongo.ts';

export interface TestServer {
  readonly server: EmbeddedMongo;
  readonly client: MongoClient;
  readonly directory: string;
  stop(): Promise<void>;
}

/** A server of the test's own, in a private directory on a private port, and a client of the official driver. */
export async function startTestServer(options: Partial<EmbeddedMongoOptions> = {}, clientOptions: MongoClientOptions = {}): Promise<TestServer> {
  const directory = await mkdtemp(join(tmpdir(), 'embedded-mongo-'));
  const server = await startEmbeddedMongo({ directory, ...options });
  const client = await new MongoClient(server.uri, clientOptions).connect();
  return {
    server, client, directory,
    async stop() {
      await client.close();
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** What an operation that must fail failed with. */
export async function failureOf(operation: Promise<unknown>): Promise<{ code: unknown; message: string }> {
  const outcome = await operation.then((value) => ({ value }), (error: unknown) => ({ error }));
  if (!('error' in outcome)) throw new Error(`expected a failure, got ${JSON.stringify(outcome.value)}`);
  const { error } = outcome;
  if (!(error instanceof Error)) throw new Error(`expected an Error, got ${String(error)}`);
  return { code: 'code' in error ? error.code : undefined, message: error.message };
}
