import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

export interface Command {
  name: string;
  program: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  /** Where its output goes. */
  logFile: string;
  /** Whether it can be used, with all that it needs. */
  ready(): Promise<boolean>;
}

/** What PM2 would keep running: one that ends is started again, after a while that grows with each end. */
export interface SupervisedProcess {
  readonly name: string;
  /** SIGKILL, as soon as it runs. */
  kill(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** How often it ended without being killed from here. */
  endedByItself(): number;
  /** Why it is not started again, and somebody has to look at it; null while it is. */
  givenUp(): string | null;
  untilReady(): Promise<void>;
  /** How many lines of its output match. */
  countInLog(pattern: RegExp): Promise<number>;
  /** For good; by SIGKILL, unless it is to end by itself. */
  stop(signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Starts it again after `stop`. */
  start(): void;
}

const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 15_000;
const STABLE_MS = 30_000;
/** sysexits.h EX_CONFIG: `ecosystem.config.js` has PM2 leave it alone. */
const EXIT_CONFIGURATION = 78;
const READY_WITHIN_MS = 240_000;
const LOOK_MS = 50;

export function supervise(command: Command): SupervisedProcess {
  let child: ChildProcess | null = null;
  let wanted = true;
  let killed = false;
  let delay = FIRST_DELAY_MS;
  let alone = 0;
  let reason: string | null = null;

  function start(): void {
    wanted = true;
    const startedAt = Date.now();
    const started = spawn(command.program, command.args, { env: command.env, stdio: ['ignore', 'pipe', 'pipe'] });
    child = started;
    for (const stream of [started.stdout, started.stderr]) stream.on('data', (chunk: Buffer) => appendFileSync(command.logFile, chunk));
    started.once('exit', (code, signal) => {
      child = null;
      if (!wanted) return;
      appendFileSync(command.logFile, `\n${command.name} ended: ${signal ?? `code ${code}`}${killed ? ', killed' : ''}\n`);
      if (!killed) alone += 1;
      killed = false;
      if (code === EXIT_CONFIGURATION) {
        reason = `it ended with code ${EXIT_CONFIGURATION}, after which PM2 does not start it again`;
        return;
      }
      delay = Date.now() - startedAt > STABLE_MS ? FIRST_DELAY_MS : Math.min(delay * 1.5, LONGEST_DELAY_MS);
      setTimeout(() => wanted && start(), delay);
    });
  }
  start();

  async function until(condition: () => Promise<boolean> | boolean, what: string): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!(await condition())) {
      if (Date.now() > deadline) throw new Error(`${command.name} ${what} within ${READY_WITHIN_MS / 1_000} s; see ${command.logFile}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  return {
    name: command.name,
    async kill() {
      await until(() => child !== null, 'did not run');
      killed = true;
      const gone = new Promise((resolve) => child?.once('exit', resolve));
      child?.kill('SIGKILL');
      await gone;
    },
    signal: (signal) => void child?.kill(signal),
    endedByItself: () => alone,
    givenUp: () => reason,
    untilReady: () => until(() => command.ready().catch(() => false), 'was not ready'),
    countInLog: async (pattern) => (await readFile(command.logFile, 'utf8')).split('\n').filter((line) => pattern.test(line)).length,
    async stop(signal = 'SIGKILL') {
      wanted = false;
      if (child === null) return;
      const gone = new Promise((resolve) => child?.once('exit', resolve));
      child.kill('SIGCONT');
      child.kill(signal);
      await gone;
    },
    start,
  };
}
