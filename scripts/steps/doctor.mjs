import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { buildWhenChanged } from './build-when-changed.mjs';
import { installPackages } from './install-packages.mjs';
import { terminalOf } from './terminal.mjs';

const root = resolve(import.meta.dirname, '../..');

/** `npm run doctor`: looks at everything that the processes stand on, with the same settings as they have. */
export async function doctor() {
  process.chdir(root);
  const terminal = terminalOf(process.stdout);
  try {
    await terminal.step('Packages', () => installPackages({ root }));
    await terminal.step('Build', () => buildWhenChanged({ root }));
  } catch (error) {
    terminal.fail(error);
    process.exitCode = 1;
    return;
  }
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', join('apps', 'doctor', 'dist', 'main.js')], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
