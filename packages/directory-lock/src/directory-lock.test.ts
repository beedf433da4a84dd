import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createTempDirectory } from '@carillon/testing';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { DirectoryInUseError, lockDirectory } from './directory-lock.ts';

let directory: string;
beforeEach(async () => {
  const temp = await createTempDirectory('lock');
  directory = temp.path;
  return temp.remove;
});

test('a second holder is refused and told who holds it', async () => {
  const lock = await lockDirectory(directory);
  onTestFinished(lock.release);
  await expect(lockDirectory(directory)).rejects.toThrow(new RegExp(`${directory} is in use by process ${process.pid}.*set DATA_DIR`));
});

test('what was released can be taken again', async () => {
  const first = await lockDirectory(directory);
  await first.release();
  const second = await lockDirectory(directory);
  onTestFinished(second.release);
  await expect(lockDirectory(directory)).rejects.toThrow(DirectoryInUseError);
});

test('two directories do not stand in each other\'s way', async () => {
  const other = await createTempDirectory('lock-other');
  onTestFinished(other.remove);
  const first = await lockDirectory(directory);
  onTestFinished(first.release);
  const second = await lockDirectory(other.path);
  onTestFinished(second.release);
  await expect(lockDirectory(directory)).rejects.toThrow(`${directory} is in use`);
  await expect(lockDirectory(other.path)).rejects.toThrow(`${other.path} is in use`);
});

test('the socket file of a killed holder is no lock any more', async () => {
  const file = join(directory, 'lock.sock');
  const holder = spawn(process.execPath, ['-e', `require('node:net').createServer().listen(${JSON.stringify(file)}, () => console.log('held'))`]);
  await once(holder.stdout, 'data');
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const lock = await lockDirectory(directory, file);
  onTestFinished(lock.release);
  await expect(lockDirectory(directory, file)).rejects.toThrow(DirectoryInUseError);
});
