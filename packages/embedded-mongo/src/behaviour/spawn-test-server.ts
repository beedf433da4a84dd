import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface SpawnedServer {
  readonly child: ChildProcess;
  readonly uri: string;
}

export interface ServerProgram {
  /** Starts the program on a directory; a shell command may go before it, such as `ulimit`. */
  start(directory: string, before?: string): Promise<SpawnedServer>;
  /** Ends every process that is left, and removes the program. */
  remove(): Promise<void>;
}

/** Bundles the server into a program of its own, packages and all but the native one, for tests that end it from outside. */
export async function buildServerProgram(): Promise<ServerProgram> {
  const program = fileURLToPath(new URL(`../../node_modules/.test-server-${randomUUID()}.cjs`, import.meta.url));
  await build({ entryPoints: [fileURLToPath(new URL('run-test-server.ts', import.meta.url))], outfile: program, bundle: true, platform: 'node', format: 'cjs', external: ['lmdb'] });
  const children: ChildProcess[] = [];
  return {
    async start(directory, before = 'true') {
      const child = spawn('sh', ['-c', `${before}; exec "$0" "$@"`, process.execPath, program, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
      children.push(child);
      const [line]: unknown[] = await once(child.stdout, 'data');
      return { child, uri: String(line).trim() };
    },
    async remove() {
      for (const child of children) child.kill('SIGKILL');
      await rm(program, { force: true });
    },
  };
}
