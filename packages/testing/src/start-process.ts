import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { endWithProcess } from './end-with-process.ts';

/** A start takes a second; on a machine that does much else at the same time, a minute has been seen. */
const READY_WITHIN_MS = 180_000;

/** Tells Node.js to compile WebAssembly, which PostgreSQL is here, once and not again while it runs. */
export const COMPILE_ONCE = '--liftoff-only';

export interface TestProcess {
  pid: number;
  /** Everything it wrote, for the message of a failed test. */
  output(): string;
  /** SIGTERM: an orderly end. Resolves with the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL: a crash. */
  kill(): Promise<void>;
}

/** Where an app's bundle is: `apps/<app>/dist/main.js`, as it runs in production. */
export function findBundle(app: string): string {
  const bundle = fileURLToPath(new URL(`../../../apps/${app}/dist/main.js`, import.meta.url));
  if (!existsSync(bundle)) throw new Error(`${bundle} is missing: run "npm run build" first`);
  return bundle;
}

/**
 * Starts an app's bundle with nothing but `environment`, and resolves when `readyUrl` answers 200. Where the tests' own process compiles WebAssembly only once, so does it.
 * Rejects with what it wrote when it ends before that.
 */
export async function startProcess(app: string, environment: Record<string, string>, readyUrl: string, flags: readonly string[] = process.execArgv.filter((flag) => flag === COMPILE_ONCE)): Promise<TestProcess> {
  const child = spawn(process.execPath, [...flags, '--enable-source-maps', findBundle(app)], { env: { PATH: process.env['PATH'] ?? '', LOG_FORMAT: 'json', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  endWithProcess(child);
  const output: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await waitUntilReady(readyUrl, child, () => output.join(''));
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return { pid: child.pid ?? 0, output: () => output.join(''), stop: () => end('SIGTERM'), kill: async () => void (await end('SIGKILL')) };
}

async function waitUntilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok === true) return;
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`The process did not become ready at ${url}:\n${output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
