import { requireNode } from './steps/require-node.mjs';

requireNode();
const { demo } = await import('./demo/demo.mjs');
await demo();
