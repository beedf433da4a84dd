import { requireNode } from './steps/require-node.mjs';

requireNode();
const { start } = await import('./steps/start.mjs');
await start();
