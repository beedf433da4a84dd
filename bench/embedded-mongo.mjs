// Compares the document store with raw lmdb, or soaks it: `npm run bench:store`, `npm run soak`. The programs are in packages/embedded-mongo/src/bench.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const home = join(dirname(fileURLToPath(import.meta.url)), '..', 'packages', 'embedded-mongo');
const [program = 'run', ...parameters] = process.argv.slice(2);
const output = join(home, 'node_modules', `.bench-${process.pid}`);
buildSync({ entryPoints: [program, 'serve'].map((name) => join(home, 'src', 'bench', `${name}.ts`)), outdir: output, outExtension: { '.js': '.mjs' }, bundle: true, platform: 'node', format: 'esm', packages: 'external' });
const { status } = spawnSync(process.execPath, [join(output, `${program}.mjs`), ...parameters], { stdio: 'inherit' });
rmSync(output, { recursive: true, force: true });
process.exitCode = status ?? 1;
