import { API_BASE } from '@mc/contracts';
import express, { Router } from 'express';
import absolutePath from 'swagger-ui-dist/absolute-path.js';

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Mission Control API</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
    <link rel="icon" href="/api/docs/favicon-32x32.png" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

const START = `window.ui = SwaggerUIBundle({
  url: '${API_BASE}/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  presets: [SwaggerUIBundle.presets.apis],
  layout: 'BaseLayout',
  validatorUrl: null,
});
`;

/** The documentation page, from our own files: nothing is fetched from elsewhere, and no script stands in the page. */
export const docsRouter = (): Router => {
  const router = Router();
  router.get('/', (_, response) => void response.type('html').send(PAGE));
  router.get('/start.js', (_, response) => void response.type('js').send(START));
  router.use(express.static(absolutePath(), { index: false, maxAge: '1h' }));
  return router;
};
