import { requireNode } from './steps/require-node.mjs';

requireNode();
const { build } = await import('./steps/build.mjs');
await build();
