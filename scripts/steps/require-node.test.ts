import { expect, test } from 'vitest';
import { nodeVersionProblem } from './require-node.mjs';

test.each(['20.19.0', '20.20.2', '22.0.0', '100.1.1'])('Node.js %s is new enough', (version) => {
  expect(nodeVersionProblem(version, '20.19.0')).toBeNull();
});

test.each(['20.18.9', '18.20.0', '9.0.0'])('Node.js %s is refused in one sentence that says which is needed', (version) => {
  expect(nodeVersionProblem(version, '20.19.0')).toMatch(new RegExp(`^Carillon needs Node.js 20.19.0 or newer, this is ${version}: [^.]+[.]$`));
});
