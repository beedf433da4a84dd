import { startEmbeddedMongo } from '@carillon/embedded-mongo';
import { serveParent } from './start-child.ts';

const [, , directory = ''] = process.argv;
const store = await startEmbeddedMongo({ directory, host: '127.0.0.1', port: 0 });
serveParent(store.uri, () => null, () => store.close());
