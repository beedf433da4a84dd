import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';

/** @typedef {{ dependencies?: Record<string, string> }} Manifest */

/**
 * @param {string} directory
 * @returns {Promise<Manifest>}
 */
export async function readManifest(directory) {
  return JSON.parse(await readFile(join(directory, 'package.json'), 'utf8'));
}

/**
 * The package an import belongs to: `bson`, `@node-rs/argon2`, without the path inside it.
 * @param {string} specifier
 */
export function packageOf(specifier) {
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

/**
 * Packages whose files the bundle looks up at run time: `createRequire(…).resolve('swagger-ui-dist/package.json')`.
 * @param {string} code
 */
export function resolvedPackages(code) {
  return [...code.matchAll(/\.resolve\(["']([@a-z][^"']*)["']\)/g)].map(([, specifier = '']) => packageOf(specifier));
}

/**
 * Compares what a bundle imports from outside with what its app declares: undeclared packages would be missing in the
 * app's image, unneeded ones would be shipped for nothing.
 * @param {import('esbuild').Metafile} metafile
 * @param {string} code of the bundle
 * @param {Manifest} manifest
 * @returns {string[]}
 */
export function dependencyProblems(metafile, code, manifest) {
  const imported = Object.values(metafile.outputs).flatMap((output) => output.imports);
  const external = imported.filter((one) => one.external === true && !isBuiltin(one.path)).map(({ path }) => packageOf(path));
  const needed = new Set([...external, ...resolvedPackages(code)]);
  const bundled = new Set(Object.keys(metafile.inputs).flatMap((input) => /^packages\/([^/]+)\//.exec(input)?.[1] ?? []).map((name) => `@carillon/${name}`));
  const declared = Object.keys(manifest.dependencies ?? {});
  return [
    ...[...needed].filter((name) => !declared.includes(name)).map((name) => `does not declare ${name}, which its bundle needs`),
    ...declared.filter((name) => !needed.has(name) && !bundled.has(name)).map((name) => `declares ${name}, which nothing in its bundle uses`),
  ];
}
