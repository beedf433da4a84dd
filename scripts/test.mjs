import { requireNode } from './steps/require-node.mjs';

requireNode();
const { test } = await import('./steps/test.mjs');
await test(process.argv.slice(2));
