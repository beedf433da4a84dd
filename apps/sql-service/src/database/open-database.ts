import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { lockDirectory } from '@carillon/directory-lock';
import { PGlite } from '@electric-sql/pglite';
import { drizzle as drizzleServer } from 'drizzle-orm/node-postgres';
import { migrate as migrateServer } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzleEmbedded } from 'drizzle-orm/pglite';
import { migrate as migrateEmbedded } from 'drizzle-orm/pglite/migrator';
import { Pool } from 'pg';
import { isDatabaseUnavailable } from './is-database-unavailable.ts';

/** PostgreSQL by either driver; the SQL is the same. */
export type SqlDatabase = PgDatabase<PgQueryResultHKT>;

export interface OpenDatabase {
  db: SqlDatabase;
  /** Rejects when the server does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Where the data is: a PostgreSQL server, or a directory that the embedded PostgreSQL keeps it in. */
export type DatabaseLocation = { url: string } | { directory: string };

export interface OpenDatabaseOptions {
  location: DatabaseLocation;
  migrationsDirectory: string;
  /** Where the build has put a packed empty database; without one the embedded PostgreSQL sets its own up, which takes longer. */
  emptyDatabase?: string;
  /** Told of connections that break while nobody uses them. */
  onConnectionLost: (error: Error) => void;
  /** How long the start may wait for a server that is not there yet, in milliseconds. */
  connectTimeoutMs?: number;
}

/** Any number, the same in every instance: whoever holds it may migrate. */
const MIGRATION_LOCK = 4_101_001;
const POOL_SIZE = 10;
const STATEMENT_TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 3_000;
const RETRY_MS = 250;

/** Opens the database and brings its tables up to date. Nothing is open when it rejects. */
export async function openDatabase({ location, ...options }: OpenDatabaseOptions): Promise<OpenDatabase> {
  return 'url' in location ? openServer(location.url, options) : openEmbedded(location.directory, options);
}

async function openServer(url: string, options: Omit<OpenDatabaseOptions, 'location'>): Promise<OpenDatabase> {
  const pool = new Pool({ connectionString: url, max: POOL_SIZE, statement_timeout: STATEMENT_TIMEOUT_MS, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, keepAlive: true, application_name: 'carillon sql-service' });
  pool.on('error', options.onConnectionLost);
  try {
    await migrateWhenReachable(pool, options.migrationsDirectory, Date.now() + (options.connectTimeoutMs ?? 30_000));
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    db: drizzleServer(pool),
    ping: async () => void (await pool.query('select 1')),
    close: () => pool.end(),
  };
}

async function migrateWhenReachable(pool: Pool, migrationsFolder: string, deadline: number): Promise<void> {
  for (;;) {
    try {
      await migrateAlone(pool, migrationsFolder);
      return;
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      if (Date.now() >= deadline) throw new Error('PostgreSQL could not be reached, or could do nothing: is it running, has it room on its disk, and is DATABASE_URL right?', { cause: error });
    }
    await new Promise((done) => setTimeout(done, RETRY_MS));
  }
}

/** Instances that start together take turns: the second finds nothing left to do. */
async function migrateAlone(pool: Pool, migrationsFolder: string): Promise<void> {
  const client = await pool.connect();
  try {
    // Waiting for one's turn, or an index over many rows, may take longer than a request may.
    await client.query('set statement_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrateServer(drizzleServer(client), { migrationsFolder });
  } finally {
    // The session ends with the connection, and the lock with the session.
    client.release(true);
  }
}

/** One process per directory: two would damage each other's data. */
async function openEmbedded(path: string, { migrationsDirectory, emptyDatabase }: Omit<OpenDatabaseOptions, 'location'>): Promise<OpenDatabase> {
  const directory = resolve(path);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const lock = await lockDirectory(directory);
  try {
    const client = await openDirectory(directory, emptyDatabase);
    const db = drizzleEmbedded(client);
    await migrateEmbedded(db, { migrationsFolder: migrationsDirectory });
    return {
      db,
      ping: async () => void (await client.query('select 1')),
      close: async () => {
        await client.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** A first start that was cut off, by a kill or a power failure, leaves half a database with nothing in it: the next one begins anew. */
async function openDirectory(directory: string, emptyDatabase: string | undefined): Promise<PGlite> {
  const unfinished = `${directory}.unfinished`;
  if (existsSync(unfinished)) {
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory, { mode: 0o700 });
  } else if (existsSync(join(directory, 'PG_VERSION'))) return PGlite.create({ dataDir: directory });
  await writeFile(unfinished, '');
  const packed = emptyDatabase !== undefined && existsSync(emptyDatabase) ? { loadDataDir: new Blob([await readFile(emptyDatabase)], { type: 'application/x-gzip' }) } : {};
  const client = await PGlite.create({ dataDir: directory, ...packed });
  await removeForGood(unfinished);
  return client;
}

/** Gone even after a power failure: what is written from now on must not be taken for half a database. */
async function removeForGood(file: string): Promise<void> {
  await rm(file);
  const parent = await open(dirname(file));
  try {
    await parent.sync();
  } finally {
    await parent.close();
  }
}
