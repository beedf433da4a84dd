import { hkdfSync, randomBytes } from 'node:crypto';
import { connectDatabase, type Database } from '@carillon/db';
import { createRedisClient } from '@carillon/queue';
import { findFreePort, startProcess } from '@carillon/testing';
import { z } from 'zod';
import { startProduct, type Product } from '../guarantees/start-product.ts';

const newSecret = () => randomBytes(32).toString('hex');
const Vendors = z.tuple([z.object({ name: z.string(), secret: z.string() })]);

export interface FuzzedProduct {
  product: Product;
  database: Database;
  redis: ReturnType<typeof createRedisClient>;
  vendor: { name: string; secret: string };
  admin: { email: string; password: string };
  /** What its processes know and nobody must ever be told, by name. */
  secrets: Record<string, string>;
  serviceUrl(port: 'SQL_SERVICE_PORT' | 'MONGO_SERVICE_PORT' | 'VENDOR_SIMULATOR_PORT'): string;
  stop(): Promise<void>;
}

/** The whole product, with a mail sandbox and a vendor, and without a worker: nothing moves by itself. */
export async function startFuzzedProduct(mongodbServer: string): Promise<FuzzedProduct> {
  const admin = { email: 'first@example.com', password: newSecret() };
  const given = { SESSION_SECRET: newSecret(), INTERNAL_JWT_OTHER_SECRET: newSecret(), LINK_SECRET: newSecret(), GMAIL_APP_PASSWORD: newSecret() };
  const product = await startProduct({
    mongodbServer,
    // Not given: there is a sandbox for mail, which can be read.
    smtpUrl: '',
    environment: {
      ...given,
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
      LOCAL_SERVICES_PORT: String(await findFreePort()),
      LOCAL_SMTP_PORT: String(await findFreePort()),
      // Limits that count by address count the one that is told.
      TRUST_PROXY: '1',
      SEND_MAX_ATTEMPTS: '3',
      SEND_TIMEOUT_MS: '30000',
      VENDOR_TIMEOUT_MS: '5000',
    },
    vendorRatePerSecond: 1_000,
  });
  const [sandbox] = await Promise.all([
    startProcess('local-services', product.environment, `http://127.0.0.1:${product.environment['LOCAL_SERVICES_PORT']}/readyz`),
    product.startSqlService(),
    product.startMongoService(),
    product.startVendorSimulator(),
  ]);
  const [vendor] = Vendors.parse(JSON.parse(product.environment['VENDORS'] ?? ''));
  const database = await connectDatabase({ uri: product.mongodbUri });
  const redis = createRedisClient({ url: product.redis.url, role: 'blocking', onError: () => undefined });
  const linkKey = Buffer.from(hkdfSync('sha256', given.LINK_SECRET, '', 'carillon link v1', 32));
  return {
    product,
    database,
    redis,
    vendor,
    admin,
    secrets: {
      ...given,
      INTERNAL_JWT_SECRET: product.environment['INTERNAL_JWT_SECRET'] ?? '',
      ADMIN_PASSWORD: admin.password,
      'the key of the vendor': vendor.secret.replace(/^whsec_/, ''),
      'the key of links': linkKey.toString('hex'),
      'the key of links in base64': linkKey.toString('base64'),
      ...(await readHashes(database)),
    },
    serviceUrl: (port) => `http://127.0.0.1:${product.environment[port]}`,
    async stop() {
      redis.disconnect();
      await database.close();
      await sandbox.kill();
      await product.stop();
    },
  };
}

/** What is kept of passwords. */
async function readHashes({ connection }: Database): Promise<Record<string, string>> {
  const operators = await connection.collection('operators').find({ passwordHash: { $type: 'string' } }).toArray();
  return Object.fromEntries(operators.map(({ _id, passwordHash }) => [`the password hash of ${String(_id)}`, String(passwordHash)]));
}
