import { requireNode } from './steps/require-node.mjs';

requireNode();
const { develop } = await import('./steps/dev.mjs');
await develop();
