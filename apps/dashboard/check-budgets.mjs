// Weighs the built dashboard against its budgets and fails when one is exceeded. Sizes are gzip, in kB of 1,000 bytes.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const budgets = { firstPaintScript: 180, style: 30, route: 60 };
const dist = join(dirname(fileURLToPath(import.meta.url)), 'dist');

/** @type {Record<string, { file: string, src?: string, isEntry?: boolean, imports?: string[], dynamicImports?: string[], css?: string[] }>} */
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));

/** What a chunk needs before it can run: itself and everything it imports statically. */
function closureOf(key, found = new Set()) {
  if (found.has(key)) return found;
  found.add(key);
  for (const imported of manifest[key].imports ?? []) closureOf(imported, found);
  return found;
}

const kilobytes = (files) => [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, 0) / 1000;
const scripts = (keys) => new Set([...keys].map((key) => manifest[key].file).filter((file) => file.endsWith('.js')));
const styles = () => new Set(Object.values(manifest).map(({ file }) => file).filter((file) => file.endsWith('.css')));

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
if (entry === undefined) throw new Error('the manifest has no entry: build the dashboard first (vite build)');
const firstPaint = closureOf(entry);
const index = readFileSync(join(dist, 'index.html'), 'utf8');
const plainScripts = [...index.matchAll(/<script src="\/([^"]+)"/g)].map(([, file]) => file);

const lines = [
  { what: 'first paint, JS', size: kilobytes([...scripts(firstPaint), ...plainScripts]), budget: budgets.firstPaintScript },
  { what: 'all CSS', size: kilobytes(styles()), budget: budgets.style },
];
const pages = Object.keys(manifest).filter((key) => key.startsWith('src/app/pages/'));
for (const key of pages.filter((page) => page !== entry && !firstPaint.has(page))) {
  const more = [...closureOf(key)].filter((needed) => !firstPaint.has(needed));
  lines.push({ what: key.replace('src/app/pages/', '').replace('.tsx', ''), size: kilobytes(scripts(more)), budget: budgets.route });
}
if (lines.length < 4) throw new Error('the manifest has no pages: the check does not know this build');

let exceeded = 0;
for (const { what, size, budget } of lines) {
  const over = size > budget;
  exceeded += over ? 1 : 0;
  console.log(`${over ? 'TOO BIG' : 'ok     '}  ${size.toFixed(1).padStart(6)} of ${String(budget).padStart(3)} kB  ${what}`);
}
process.exitCode = exceeded > 0 ? 1 : 0;
