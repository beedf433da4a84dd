import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import type { Environment } from './variables.ts';

/** The process's environment, with `.env` of the working directory beneath it: what is set already wins. */
export function readEnvironment(file = '.env'): Environment {
  if (existsSync(file)) loadEnvFile(file);
  return process.env;
}
