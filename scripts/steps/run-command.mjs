import { spawn } from 'node:child_process';
import { Problem } from './problem.mjs';

const KEPT_LINES = 60;
const LAST_WORDS_MS = 5_000;

/**
 * Runs a program to its end and resolves to what it printed; with `show` it prints straight to the terminal instead, with `write`
 * that is told what it prints as it comes. A failure is a {@link Problem} that quotes its last lines, unless they were seen already.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string | undefined, env?: NodeJS.ProcessEnv | undefined, show?: boolean, write?: ((text: string) => void) | undefined, signal?: AbortSignal | undefined }} [options]
 * @returns {Promise<string>}
 */
export function runCommand(program, args, { cwd, env, show = false, write, signal } = {}) {
  return new Promise((resolve, reject) => {
    /** @type {string[]} */
    const output = [];
    const take = write ?? ((/** @type {string} */ text) => void output.push(text));
    // What is quoted later must be plain text.
    const plain = show || write !== undefined ? {} : { NO_COLOR: '1', FORCE_COLOR: '0' };
    const child = spawn(program, args, { cwd, env: { ...(env ?? process.env), ...plain }, signal, stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'] });
    child.stdout?.setEncoding('utf8').on('data', take);
    child.stderr?.setEncoding('utf8').on('data', take);
    child.on('error', (error) => reject(new Problem(`${program} could not be run: ${error.message}`)));
    const settle = (/** @type {number | null} */ code, /** @type {NodeJS.Signals | null} */ killedBy) => {
      child.stdout?.destroy();
      child.stderr?.destroy();
      const text = output.join('');
      if (code === 0) return resolve(text);
      const command = [program, ...args].join(' ');
      const ending = killedBy === null ? `ended with code ${code}` : `was ended by ${killedBy}`;
      reject(new Problem([`"${command}" ${ending}.`, ...text.trimEnd().split('\n').slice(-KEPT_LINES)].join('\n').trimEnd()));
    };
    child.once('close', settle);
    // What it started and left behind may hold its output open for ever.
    child.once('exit', (code, killedBy) => void setTimeout(settle, LAST_WORDS_MS, code, killedBy).unref());
  });
}

/** The environment for building: a production setting is for running, it would leave out the packages that build. */
export function buildEnvironment() {
  const { NODE_ENV: _ignored, ...environment } = process.env;
  return environment;
}
