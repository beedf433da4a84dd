import { startEmbeddedMongo } from '../index.ts';

/** The program that tests start and kill: serves the directory it is given and says where. */
const [directory = ''] = process.argv.slice(2);
void startEmbeddedMongo({ directory, ttlIntervalMs: 50 }).then(({ uri }) => process.stdout.write(`${uri}\n`));
