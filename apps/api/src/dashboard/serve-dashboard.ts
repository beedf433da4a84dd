import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CarillonError } from '@carillon/domain';
import express, { Router, type Request } from 'express';

const A_YEAR_S = 31_536_000;
/** Addresses that are never pages of the dashboard, whoever asks. */
const NOT_PAGES = /^\/(api|docs|assets|healthz|readyz|metrics)(\/|$)/;

/**
 * The built dashboard: files whose names carry a hash may be kept for ever, the page that names them is always asked for anew,
 * and so is every address without a file of its own, to who asks for a page (its router takes it from there).
 */
export function serveDashboard(directory: string): Router {
  const router = Router();
  router.use('/assets', express.static(join(directory, 'assets'), { index: false, redirect: false, setHeaders: (response) => response.setHeader('cache-control', `public, max-age=${A_YEAR_S}, immutable`) }));
  router.use(express.static(directory, { index: false, redirect: false, setHeaders: (response) => response.setHeader('cache-control', 'no-cache') }));
  router.get('/{*address}', (request, response, next) => {
    if (NOT_PAGES.test(request.path) || !asksForPage(request)) return next();
    if (!existsSync(join(directory, 'index.html'))) throw new CarillonError('not-found', 'The dashboard is not built yet: run npm run build.');
    response.setHeader('cache-control', 'no-cache');
    response.sendFile('index.html', { root: directory, cacheControl: false });
  });
  return router;
}

/** Browsers prefer HTML for what they show, and nothing or something else for scripts, pictures and data. The first page is there for everybody who takes one. */
function asksForPage(request: Request): boolean {
  return request.path === '/' ? request.accepts('html') !== false : request.accepts(['json', 'html']) === 'html';
}
