import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTempDirectory } from '@carillon/testing';
import { build } from 'esbuild';
import { wholeModule } from '../../scripts/steps/bundle-apps.mjs';

export interface Child {
  /** What the child told first. */
  address: string;
  /** Sends a question and resolves to the answer; one at a time. */
  ask(question: string): Promise<unknown>;
  stop(): Promise<void>;
}

/** Longer than anything of a worker takes to end. One that misses what it stands on would wait for it for ever. */
const STOP_WITHIN_MS = 30_000;
const root = resolve(import.meta.dirname, '../..');

/**
 * Runs a module, given by its URL seen from here, in a process of its own, so that what it costs does not count for whoever is measured. It is bundled as the product's
 * processes are: what compiles TypeScript as it is loaded makes some of it slower than it is.
 */
export async function startChild(module: string, args: readonly string[], environment: Record<string, string> = {}): Promise<Child> {
  const directory = await createTempDirectory('bench-child');
  const program = join(directory.path, 'main.mjs');
  await build({ ...wholeModule(root), entryPoints: [fileURLToPath(new URL(module, import.meta.url))], outfile: program });
  const child = fork(program, args, { execArgv: [], env: { ...process.env, ...environment }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const gone = once(child, 'exit').then(async ([code]) => {
    await directory.remove();
    return code;
  });
  const early = gone.then((code) => {
    throw new Error(`${module} ended with code ${code} before it said where it is`);
  });
  early.catch(() => undefined);
  const [address] = await Promise.race([once(child, 'message'), early]);
  const started: Child = {
    address: String(address),
    async ask(question) {
      const answer = once(child, 'message');
      child.send(question);
      return (await answer)[0];
    },
    async stop() {
      if (child.connected) child.send('stop');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
      await gone;
      clearTimeout(late);
      running.delete(started);
    },
  };
  running.add(started);
  return started;
}

const running = new Set<Child>();

/** Where a run is broken off, nobody else stops what has been started. */
export async function stopChildren(): Promise<void> {
  await Promise.all([...running].map((child) => child.stop()));
}
