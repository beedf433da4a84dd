import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { findFreePort } from './find-free-port.ts';

test('nobody gets a port that somebody else was given', async () => {
  const ports = await Promise.all(Array.from({ length: 200 }, findFreePort));
  expect(new Set(ports).size).toBe(200);
});

test('a port that was given can not be reserved by another process', async () => {
  const port = await findFreePort();
  const reserve = `require('node:dgram').createSocket('udp4').once('error', ({ code }) => { console.log(code); process.exit(); }).bind({ port: ${port}, address: '127.0.0.1' }, () => process.exit())`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', reserve]);
  expect(stdout).toBe('EADDRINUSE\n');
});

test('a port that is given to whoever asks for any is never one of them', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, findFreePort));
  expect(Math.max(...ports)).toBeLessThan(32_768);
});
