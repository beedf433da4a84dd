import { requireNode } from './steps/require-node.mjs';

requireNode();
const { tryFaults } = await import('./steps/faults.mjs');
await tryFaults(process.argv.slice(2));
