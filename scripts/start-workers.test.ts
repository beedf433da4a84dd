import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';

// Each call of the script starts Node several times.
vi.setConfig({ testTimeout: 30_000 });

/** A built Carillon as the script sees it, with a PM2 that writes down what it is asked for. */
async function installation({ built = true } = {}) {
  const root = mkdtempSync(join(tmpdir(), 'start-workers-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const asked = join(root, 'asked');
  const server = createServer((_request, response) => response.writeHead(200).end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  put('node_modules/.bin/pm2', `#!/bin/sh\necho "$* instances=$WORKER_INSTANCES home=$PM2_HOME" >> '${asked}'\n`);
  chmodSync(join(root, 'node_modules/.bin/pm2'), 0o755);
  if (built) put('apps/worker/dist/main.js', '');
  put('ecosystem.config.js', `
    const worker = (_, index) => ({ name: 'worker-' + (index + 1), script: 'apps/worker/dist/main.js', env: { WORKER_METRICS_PORT: '${port}' }, out_file: '${root}/.data/logs/worker-' + (index + 1) + '.log' });
    module.exports = { apps: [{ name: 'api', script: 'apps/api/dist/main.js' }, ...Array.from({ length: Number(process.env.WORKER_INSTANCES ?? 1) }, worker)] };`);
  mkdirSync(join(root, 'scripts'));
  cpSync(join(import.meta.dirname, 'start-workers.sh'), join(root, 'scripts/start-workers.sh'));

  return {
    put,
    asked: () => (existsSync(asked) ? readFileSync(asked, 'utf8').trim().split('\n').map((line) => line.replace(/ home=.*/, '')) : []),
    run: (...args: string[]) =>
      new Promise<{ code: number; output: string }>((resolve) => {
        execFile('bash', [join(root, 'scripts/start-workers.sh'), ...args], { env: { PATH: process.env['PATH'] ?? '' } }, (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr }));
      }),
  };
}

it('starts as many workers as asked for, behind those that run already, and waits until they are ready', async () => {
  const { run, asked } = await installation();
  const { code, output } = await run('3');
  expect([code, output]).toEqual([0, expect.stringMatching(/^worker-2 {2}ready.*\nworker-3 {2}ready.*\nworker-4 {2}ready.*\nStop them with/)]);
  expect(asked()).toEqual(['--silent start ecosystem.config.js --only worker-2,worker-3,worker-4 instances=4']);
});

it('replaces what an earlier call started', async () => {
  const { run, put, asked } = await installation();
  put('.data/pm2-workers/pm2.pid', '1');
  expect((await run('1')).code).toBe(0);
  expect(asked()).toEqual(['--silent delete all instances=', '--silent kill instances=', '--silent start ecosystem.config.js --only worker-2 instances=2']);
});

it('ends them when told to stop', async () => {
  const { run, put, asked } = await installation();
  put('.data/pm2-workers/pm2.pid', '1');
  expect(await run('stop')).toEqual({ code: 0, output: 'The additional workers have ended.\n' });
  expect(asked()).toEqual(['--silent delete all instances=', '--silent kill instances=']);
});

it.each([['0'], ['61'], ['many'], ['2x']])('refuses to start %s workers, and says how it is used', async (count) => {
  const { run, asked } = await installation();
  expect(await run(count)).toEqual({ code: 1, output: expect.stringMatching(`^usage: .* got "${count}"`) });
  expect(asked()).toEqual([]);
});

it('says what to do first where nothing is built', async () => {
  const { run } = await installation({ built: false });
  expect(await run()).toEqual({ code: 1, output: expect.stringContaining('run `npm start` once') });
});
