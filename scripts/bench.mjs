import { requireNode } from './steps/require-node.mjs';

requireNode();
const { bench } = await import('./steps/bench.mjs');
await bench(process.argv.slice(2));
