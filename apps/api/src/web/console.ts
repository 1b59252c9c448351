import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';

const YEAR_S = 31_536_000;
/** Addresses that belong to the server and never to a page of the console. */
const OURS = /^\/(api|health|metrics|socket\.io)(\/|$)/;

/** Where the build puts the console, seen from the bundle of this server and from its sources. */
const BUILT = ['../../web/dist/', '../../../web/dist/'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

/** The folder of the built console; null where there is none, as in development. */
export const findConsole = (webDir: string | null): string | null =>
  (webDir === null ? BUILT : [webDir]).find((dir) => existsSync(join(dir, 'index.html'))) ?? null;

/** Serves the console: files by name, every other page by `index.html`, whose router knows the address. */
export const consoleRouter = (dir: string): Router => {
  const router = Router();
  // Names of built files hold a hash of their content, so they can be kept for ever.
  router.use(
    '/assets',
    express.static(join(dir, 'assets'), { immutable: true, maxAge: YEAR_S * 1000, index: false, fallthrough: false }),
  );
  router.use(
    express.static(dir, {
      index: false,
      cacheControl: false,
      setHeaders: (response) => void response.set('Cache-Control', 'no-cache'),
    }),
  );
  router.get('/{*page}', (request, response, next) => {
    const isPage = !OURS.test(request.path) && !/\.\w+$/.test(request.path) && request.accepts(['html', 'json']) === 'html';
    if (!isPage) return next();
    response.set('Cache-Control', 'no-cache').sendFile('index.html', { root: dir });
  });
  return router;
};
