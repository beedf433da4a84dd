import { readFile } from 'node:fs/promises';
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
 * Packages whose files the bundle looks up at run time: `createRequire(import.meta.url).resolve('swagger-ui-dist/package.json')`.
 * @param {string} code
 */
function resolvedPackages(code) {
  return [...code.matchAll(/createRequire\w*\(import\.meta\.url\)\.resolve\(["']([@a-z][^"']*)["']\)/g)].map(([, specifier = '']) => packageOf(specifier));
}

/**
 * Compares what an app declares in `dependencies`, and thereby ships beside its bundle, with what the bundle needs from there: what is
 * missing would be missing in the app's image, what nothing needs would be shipped for nothing.
 * @param {Pick<import('esbuild').Metafile['outputs'][string], 'imports'>} bundle
 * @param {string} code of the bundle
 * @param {Manifest} manifest
 * @param {readonly string[]} keptOutside Packages that some app declares, and that no bundle has in it. Whatever else is external is what
 * a package tries to load and can do without: nobody declares that.
 * @returns {string[]}
 */
export function dependencyProblems(bundle, code, manifest, keptOutside) {
  const external = bundle.imports.filter((one) => one.external === true).map(({ path }) => packageOf(path));
  const needed = new Set([...external.filter((name) => keptOutside.includes(name)), ...resolvedPackages(code)]);
  const declared = Object.keys(manifest.dependencies ?? {});
  return [
    ...[...needed].filter((name) => !declared.includes(name)).map((name) => `does not declare ${name} in "dependencies", which its bundle needs beside it`),
    ...declared.filter((name) => !needed.has(name)).map((name) => `declares ${name} in "dependencies", which its bundle does not need beside it: "devDependencies" is for what goes into it`),
  ];
}
