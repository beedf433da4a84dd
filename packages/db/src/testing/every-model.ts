import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import mongoose, { type Connection, type Model } from 'mongoose';

const home = join(dirname(fileURLToPath(import.meta.url)), '..');
const retention = 30;

/** A connection that is not open yet, with every model of this package: whatever a `<collection>/model.ts` exports. */
export async function everyModel(): Promise<{ connection: Connection; models: Model<unknown>[] }> {
  const connection = mongoose.createConnection();
  connection.set('autoIndex', false);
  connection.set('autoCreate', false);
  for (const folder of readdirSync(home)) {
    if (!existsSync(join(home, folder, 'model.ts'))) continue;
    const exported: Record<string, unknown> = await import(`../${folder}/model.ts`);
    for (const [name, make] of Object.entries(exported)) if (/Models?$/.test(name) && typeof make === 'function') make(connection, retention);
  }
  return { connection, models: Object.values(connection.models) };
}
