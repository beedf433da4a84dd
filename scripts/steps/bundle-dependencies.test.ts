import { expect, test } from 'vitest';
import { dependencyProblems, packageOf } from './bundle-dependencies.mjs';

const bundle = (imports: string[]) => ({ imports: imports.map((path) => ({ path, kind: 'import-statement' as const, external: true })) });
const lookUp = 'createRequire(import.meta.url).resolve("swagger-ui-dist/package.json")';

test.each([
  { specifier: 'bson', name: 'bson' },
  { specifier: '@node-rs/argon2', name: '@node-rs/argon2' },
  { specifier: 'mingo/init/system', name: 'mingo' },
  { specifier: '@scope/name/deep/file.js', name: '@scope/name' },
])('$specifier belongs to $name', ({ specifier, name }) => {
  expect(packageOf(specifier)).toBe(name);
});

test('what stands beside the bundle and is needed there is in order', () => {
  expect(dependencyProblems(bundle(['lmdb', 'node:fs', 'fs']), lookUp, { dependencies: { lmdb: '3', 'swagger-ui-dist': '5' } }, ['lmdb', 'swagger-ui-dist'])).toEqual([]);
});

test('what a package can do without, and is not installed, needs no declaration', () => {
  expect(dependencyProblems(bundle(['kerberos']), '', {}, ['lmdb'])).toEqual([]);
});

test('a package that another app keeps outside must be declared by each that needs it', () => {
  expect(dependencyProblems(bundle(['lmdb/deep']), '', {}, ['lmdb'])).toEqual([expect.stringContaining('does not declare lmdb')]);
});

test('a package whose files are looked up at run time must be declared', () => {
  expect(dependencyProblems(bundle([]), lookUp, {}, [])).toEqual([expect.stringContaining('does not declare swagger-ui-dist')]);
});

test('what goes into the bundle does not stand beside it as well', () => {
  expect(dependencyProblems(bundle([]), '', { dependencies: { axios: '1', '@carillon/queue': '1' } }, ['axios', '@carillon/queue'])).toEqual([
    expect.stringContaining('declares axios in "dependencies", which its bundle does not need beside it'),
    expect.stringContaining('declares @carillon/queue'),
  ]);
});
