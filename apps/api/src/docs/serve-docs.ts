import { Router } from 'express';

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Carillon API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <script src="/docs/swagger-ui-bundle.js" defer></script>
    <script src="/docs/start.js" defer></script>
  </head>
  <body><div id="swagger-ui"></div></body>
</html>
`;

/** A file of its own, since the content security policy lets no script stand inside a page. */
const start = `window.ui = SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
});
`;

const files = ['swagger-ui.css', 'swagger-ui-bundle.js'] as const;

/** `/docs`: Swagger UI over the OpenAPI document; nothing of it comes from elsewhere. */
export function serveDocs(swaggerUiDirectory: string): Router {
  const router = Router();
  router.get('/docs', (_request, response) => {
    response.setHeader('cache-control', 'no-cache');
    response.type('html').send(page);
  });
  router.get('/docs/start.js', (_request, response) => {
    response.type('text/javascript').send(start);
  });
  for (const file of files) {
    router.get(`/docs/${file}`, (_request, response) => response.sendFile(file, { root: swaggerUiDirectory, maxAge: '1h' }));
  }
  return router;
}
