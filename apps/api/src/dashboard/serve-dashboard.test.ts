import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTempDirectory, type TempDirectory } from '@carillon/testing';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp } from '../testing/create-test-app.ts';

let directory: TempDirectory;
beforeAll(async () => {
  directory = await createTempDirectory('dashboard');
  await mkdir(join(directory.path, 'assets'));
  await writeFile(join(directory.path, 'index.html'), '<!doctype html><title>Carillon</title>');
  await writeFile(join(directory.path, 'favicon.svg'), '<svg/>');
  await writeFile(join(directory.path, 'assets', 'index-abc123.js'), 'export {}');
});
afterAll(() => directory.remove());

const aPage = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
const get = (path: string, { dashboardDirectory = directory.path, accept = aPage } = {}) => request(createTestApp({ dashboardDirectory })).get(path).set('accept', accept);

describe('the dashboard', () => {
  it.each(['/', '/notifications', '/notifications/ntf_01J9ZK3V5Q8W7X6Y5T4R3E2W1Q', '/templates/test-email?tab=preview', '/users/imp.5', '/users/ada@example.com', '/receipts/vendor/evt.json'])('is the page behind %s, asked for anew each time', async (path) => {
    const response = await get(path);
    expect([response.status, response.type, response.headers['cache-control']]).toEqual([200, 'text/html', 'no-cache']);
  });

  it('lets files with a hash in their name be kept for ever', async () => {
    const response = await get('/assets/index-abc123.js');
    expect([response.status, response.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
  });

  it('has other files asked for again', async () => {
    const response = await get('/favicon.svg');
    expect([response.status, response.headers['cache-control']]).toEqual([200, 'no-cache']);
  });

  it.each([
    ['a picture', '/missing.png', 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8'],
    ['a script', '/missing.js', '*/*'],
    ['a style', '/missing.css', 'text/css,*/*;q=0.1'],
    ['data', '/users/imp.5', 'application/json, text/plain, */*'],
  ])('is not the answer to who asks for %s that is not there', async (_what, path, accept) => {
    const response = await get(path, { accept });
    expect([response.status, response.body.code]).toEqual([404, 'not-found']);
  });

  it('is the answer at its root to who takes anything', async () => {
    expect((await get('/', { accept: '*/*' })).type).toBe('text/html');
  });

  it.each(['/assets/index-old.js', '/api/v1/unknown', '/api', '/docs/unknown', '/assets'])('is not the answer to %s', async (path) => {
    const response = await get(path);
    expect([response.status, response.body.code]).toEqual([404, 'not-found']);
  });

  it('says how to build it when it is not there', async () => {
    const response = await get('/', { dashboardDirectory: '/nowhere' });
    expect([response.status, response.body.detail]).toEqual([404, 'The dashboard is not built yet: run npm run build.']);
  });

  it.each(['/%2e%2e/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json'])('gives away nothing beside it: %s', async (path) => {
    expect((await get(path)).text).not.toContain('carillon/');
  });
});
