import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build as bundle } from 'esbuild';
import { dependencyProblems, readManifest } from './bundle-dependencies.mjs';
import { licensesOf } from './bundle-licenses.mjs';
import { nodeApps } from './node-apps.mjs';
import { Problem } from './problem.mjs';

/** msgpackr tries it and goes on without: it reads strings faster, and nothing here reads MessagePack. */
const OPTIONAL_NATIVE = ['msgpackr-extract'];

/** @param {string} root */
export function nodeModule(root) {
  /** @satisfies {import('esbuild').BuildOptions} */
  const options = /** @type {const} */ ({ bundle: true, format: 'esm', platform: 'node', target: 'node20', absWorkingDir: root, logLevel: 'silent' });
  return options;
}

/**
 * One with the packages of others in it.
 * @param {string} root
 */
export function wholeModule(root) {
  return {
    ...nodeModule(root),
    external: OPTIONAL_NATIVE,
    // CommonJS packages ask for built-in modules by name.
    banner: { js: "import { createRequire as createRequireOfBundle } from 'node:module';\nconst require = createRequireOfBundle(import.meta.url);" },
  };
}

/**
 * Makes `apps/<app>/dist/main.js` of every Node app: one module with its packages in it, ours and others', as a process that looks for
 * hundreds of files needs twice the time to start. What an app declares in `dependencies` stands beside it in node_modules: what is
 * native, or has files of its own. Packages that one of these tries to load and that are not installed stay outside as well.
 * @param {string} root
 * @throws {Problem} when `dependencies` names something that the bundle does not need, or lacks something
 */
export async function bundleApps(root) {
  const apps = nodeApps(root);
  const manifests = new Map(await Promise.all(apps.map(async (app) => /** @type {const} */ ([app, await readManifest(join(root, 'apps', app))]))));
  const keptOutside = [...manifests.values()].flatMap(({ dependencies = {} }) => Object.keys(dependencies));
  for (const app of apps) await rm(join(root, 'apps', app, 'dist'), { recursive: true, force: true });
  const { metafile } = await bundle({
    ...wholeModule(root),
    // Together, as what many of them share is then read once.
    entryPoints: apps.map((app) => ({ in: `apps/${app}/src/main.ts`, out: `apps/${app}/dist/main` })),
    outdir: root,
    external: [...keptOutside, ...OPTIONAL_NATIVE],
    metafile: true,
    sourcemap: true,
    sourcesContent: false,
  });
  const problems = await Promise.all(
    [...manifests].map(async ([app, manifest]) => {
      const file = `apps/${app}/dist/main.js`;
      const output = metafile.outputs[file];
      if (output === undefined) throw new Error(`esbuild made no ${file}`);
      await writeFile(join(root, 'apps', app, 'dist/licenses.md'), await licensesOf(root, Object.keys(output.inputs)));
      return dependencyProblems(output, await readFile(join(root, file), 'utf8'), manifest, keptOutside).map((problem) => `apps/${app}/package.json ${problem}`);
    }),
  );
  if (problems.flat().length > 0) throw new Problem(problems.flat().join('\n'));
}
