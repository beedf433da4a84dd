import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Problem } from './problem.mjs';
import { runCommand } from './run-command.mjs';

/**
 * @typedef {object} Program What we need from the system, and what its package is called there.
 * @property {string[]} names Any of these will do
 * @property {string} purpose
 * @property {{ 'apt-get': string, brew: string, dnf: string, apk: string, pacman: string }} packages
 * @property {string} [otherwise] What to do where no package manager is known
 */

/** @type {Program} */
export const REDIS = {
  names: ['redis-server', 'valkey-server'],
  purpose: 'the queue',
  packages: { 'apt-get': 'redis-server', brew: 'redis', dnf: 'valkey', apk: 'redis', pacman: 'valkey' },
  otherwise: 'or set REDIS_URL to a server you have',
};

/** @type {Program} */
export const CHROMIUM = {
  // The shell is Chromium without windows of its own, which cost a third of its processor time.
  names: ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'],
  purpose: 'the browser tests',
  packages: { 'apt-get': 'chromium-headless-shell', brew: '--cask chromium', dnf: 'chromium', apk: 'chromium', pacman: 'chromium' },
};

/**
 * @param {readonly string[]} names
 * @param {string} [searchPath]
 * @returns {string | null} the first one found, as an absolute path
 */
export function findProgram(names, searchPath = process.env['PATH'] ?? '') {
  const directories = searchPath.split(delimiter).filter((directory) => directory !== '');
  const candidates = names.flatMap((name) => directories.map((directory) => join(directory, name)));
  return candidates.find(isExecutable) ?? null;
}

/**
 * The command that installs the program here, for a person to run.
 * @param {Program} program
 * @param {(names: string[]) => string | null} find
 */
export function installCommand(program, find) {
  const commands = {
    'apt-get': `sudo apt-get update && sudo apt-get install -y ${program.packages['apt-get']}`,
    dnf: `sudo dnf install -y ${program.packages.dnf}`,
    apk: `sudo apk add ${program.packages.apk}`,
    pacman: `sudo pacman -S --noconfirm ${program.packages.pacman}`,
    brew: `brew install ${program.packages.brew}`,
  };
  return Object.entries(commands).find(([manager]) => find([manager]) !== null)?.[1] ?? null;
}

/**
 * Finds the program, or installs it where that is possible without asking (root on Debian or Ubuntu), or says what to do.
 * @param {Program} program
 * @param {{ signal?: AbortSignal | undefined }} [options]
 * @returns {Promise<string>} its path
 */
export async function ensureProgram(program, { signal } = {}) {
  const found = findProgram(program.names);
  if (found !== null) return found;
  const title = program.names.join(' or ');
  if (findProgram(['apt-get']) !== null && process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await runCommand('apt-get', ['update'], { env, signal });
    await runCommand('apt-get', ['install', '-y', '--no-install-recommends', program.packages['apt-get']], { env, signal });
    const installed = findProgram(program.names);
    if (installed !== null) return installed;
  }
  const command = installCommand(program, findProgram);
  const way = command === null ? 'install it with your system\'s package manager' : `run: ${command}`;
  throw new Problem(`${title} is needed for ${program.purpose} and is not on PATH; ${way}${program.otherwise === undefined ? '' : `, ${program.otherwise}`}.`);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
