import { spawn } from 'node:child_process';
import { Problem } from './problem.mjs';

const KEPT_LINES = 60;

/**
 * Runs a program to its end and resolves to what it printed; with `show` it prints straight to the terminal instead.
 * A failure is a {@link Problem} that quotes its last lines.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string | undefined, env?: NodeJS.ProcessEnv | undefined, show?: boolean, signal?: AbortSignal | undefined }} [options]
 * @returns {Promise<string>}
 */
export function runCommand(program, args, { cwd, env, show = false, signal } = {}) {
  return new Promise((resolve, reject) => {
    /** @type {Buffer[]} */
    const output = [];
    // What is quoted later must be plain text.
    const plain = show ? {} : { NO_COLOR: '1', FORCE_COLOR: '0' };
    const child = spawn(program, args, { cwd, env: { ...(env ?? process.env), ...plain }, signal, stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'] });
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.on('error', (error) => reject(new Problem(`${program} could not be run: ${error.message}`)));
    child.on('close', (code, killedBy) => {
      const text = Buffer.concat(output).toString();
      if (code === 0) return resolve(text);
      const command = [program, ...args].join(' ');
      const ending = killedBy === null ? `ended with code ${code}` : `was ended by ${killedBy}`;
      reject(new Problem([`"${command}" ${ending}.`, ...text.trimEnd().split('\n').slice(-KEPT_LINES)].join('\n').trimEnd()));
    });
  });
}

/** The environment for building: a production setting is for running, it would leave out the packages that build. */
export function buildEnvironment() {
  const { NODE_ENV: _ignored, ...environment } = process.env;
  return environment;
}
