import { requireNode } from './steps/require-node.mjs';

requireNode();
const { doctor } = await import('./steps/doctor.mjs');
await doctor();
