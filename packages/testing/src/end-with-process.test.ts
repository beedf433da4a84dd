import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it, vi } from 'vitest';

const program = `
  import { spawn } from 'node:child_process';
  import { writeSync } from 'node:fs';
  import { endWithProcess } from '${new URL('end-with-process.ts', import.meta.url).href}';
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  endWithProcess(child);
  writeSync(1, String(child.pid));
`;

it.each([
  ['by itself', 'process.exit();'],
  ['by SIGTERM', "process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1e6);"],
])('a child that nobody stopped ends with the process that started it, which ended %s', async (_how, end) => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program + end]).catch((error: { stdout: string }) => error);
  await vi.waitFor(() => expect(() => process.kill(Number(stdout), 0)).toThrow('ESRCH'), { timeout: 20_000 });
}, 60_000);
