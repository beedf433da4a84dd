import { requireNode } from './steps/require-node.mjs';

requireNode();
const { fuzz } = await import('./steps/fuzz.mjs');
await fuzz(process.argv.slice(2));
