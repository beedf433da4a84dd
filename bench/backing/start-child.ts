import { fork } from 'node:child_process';
import { once } from 'node:events';

export interface Child {
  /** What the child told first. */
  address: string;
  /** Sends a question and resolves to the answer; one at a time. */
  ask(question: string): Promise<unknown>;
  stop(): Promise<void>;
}

/** Runs a module of this folder in a process of its own, so that what it costs does not count for whoever is measured. */
export async function startChild(module: string, args: readonly string[], environment: Record<string, string> = {}): Promise<Child> {
  const child = fork(new URL(module, import.meta.url), args, { execArgv: ['--import', 'tsx'], env: { ...process.env, ...environment }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`${module} ended with code ${code} before it said where it is`);
  });
  gone.catch(() => undefined);
  const [address] = await Promise.race([once(child, 'message'), gone]);
  return {
    address: String(address),
    async ask(question) {
      const answer = once(child, 'message');
      child.send(question);
      return (await answer)[0];
    },
    async stop() {
      const gone = once(child, 'exit');
      child.send('stop');
      await gone;
    },
  };
}

/** The child's side: tells its address, answers questions, and ends when asked to, or with its parent. */
export function serveParent(address: string, answer: (question: string) => unknown, stop: () => Promise<unknown>): void {
  const end = () => void stop().finally(() => process.exit(0));
  process.on('disconnect', end);
  process.on('message', (question) => (question === 'stop' ? end() : void Promise.resolve(answer(String(question))).then((told) => process.send?.(told))));
  process.send?.(address);
}
