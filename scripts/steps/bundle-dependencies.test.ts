import { expect, test } from 'vitest';
import { dependencyProblems, packageOf } from './bundle-dependencies.mjs';

const bundle = (imports: string[]) => ({
  inputs: { 'packages/domain/src/index.ts': { bytes: 1, imports: [] } },
  outputs: { 'main.js': { bytes: 1, inputs: {}, exports: [], imports: imports.map((path) => ({ path, kind: 'import-statement' as const, external: true })) } },
});

test.each([
  { specifier: 'bson', name: 'bson' },
  { specifier: '@node-rs/argon2', name: '@node-rs/argon2' },
  { specifier: 'mingo/init/system', name: 'mingo' },
  { specifier: '@scope/name/deep/file.js', name: '@scope/name' },
])('$specifier belongs to $name', ({ specifier, name }) => {
  expect(packageOf(specifier)).toBe(name);
});

test('what is declared and used is in order, and Node.js itself needs no declaration', () => {
  expect(dependencyProblems(bundle(['zod', 'node:fs', 'fs']), '', { dependencies: { zod: '4', '@carillon/domain': 'workspace:*' } })).toEqual([]);
});

test('a package the bundle needs must be declared', () => {
  expect(dependencyProblems(bundle(['bullmq/deep']), '', { dependencies: { '@carillon/domain': '1' } })).toEqual(['does not declare bullmq, which its bundle needs']);
});

test('a declared package that nothing uses is reported, ours and others\'', () => {
  expect(dependencyProblems(bundle([]), '', { dependencies: { axios: '1', '@carillon/queue': '1' } })).toEqual([
    'declares axios, which nothing in its bundle uses',
    'declares @carillon/queue, which nothing in its bundle uses',
  ]);
});

test('a package whose files are looked up at run time is used', () => {
  const code = 'createRequire(import.meta.url).resolve("swagger-ui-dist/package.json")';
  expect(dependencyProblems(bundle([]), code, { dependencies: { 'swagger-ui-dist': '5', '@carillon/domain': '1' } })).toEqual([]);
});
