// The server as a function from requests to responses; it needs no socket, so tests ask it directly.
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { notFound, problem, routes } from '#contract';
import type { Log } from '#log';
import type { Authenticate } from './authenticate.ts';
import { docsPage } from './docs-page.ts';
import type { Handlers, LooseHandler } from './handler.ts';
import { openApi } from './openapi.ts';
import { asProblem, logged, problemResponse } from './problems.ts';
import { contentPolicy, newNonce, securityHeaders } from './security.ts';
import { serveRoute } from './serve-route.ts';
import { invitationPage, setupPage, setupScript } from './setup-page.ts';
import type { WebFiles } from './web-files.ts';

export type AppDeps = {
  authenticate: Authenticate;
  log: Log;
  /** Ready to serve: false while starting, and while shutting down. */
  isReady: () => boolean;
  requestMs: number;
  /** Holds every answer against its contract: in tests and development. */
  checkAnswers: boolean;
  /** How browsers call us, when that isn't how we are reached: behind a proxy. */
  publicOrigin?: string | undefined;
  web?: WebFiles | undefined;
  /** The asker's address, as the socket or a trusted proxy tells it. */
  addressOf?: (request: Request, env: unknown) => string;
};
export type Variables = { requestId: string; address: string; userId?: string };

export const makeApp = (deps: AppDeps, handlers: Handlers): Hono<{ Variables: Variables }> => {
  const app = new Hono<{ Variables: Variables }>({ strict: false });
  const headers = Object.entries(securityHeaders(deps.publicOrigin?.startsWith('https:') ?? false));

  app.use(async (context, next) => {
    const started = performance.now();
    const requestId = randomUUID();
    context.set('requestId', requestId);
    context.set('address', deps.addressOf?.(context.req.raw, context.env) ?? '');
    await next();
    context.res.headers.set('x-request-id', requestId);
    for (const [name, value] of headers) context.res.headers.set(name, value);
    if (!context.res.headers.has('content-security-policy')) context.res.headers.set('content-security-policy', nothing);
    const path = context.req.path;
    if (!path.startsWith('/assets/')) {
      deps.log.info('request', {
        requestId,
        method: context.req.method,
        path,
        status: context.res.status,
        ms: Math.round(performance.now() - started),
        user: context.get('userId'),
      });
    }
  });

  app.onError((thrown, context) => problemResponse(logged(deps.log, asProblem(thrown), { requestId: context.get('requestId') })));

  app.get('/healthz', (context) => context.text('ok\n'));
  app.get('/readyz', (context) => (deps.isReady() ? context.text('ready\n') : context.text('not ready\n', 503)));

  app.get('/api/openapi.json', (context) => context.json(openApi()));
  app.get('/api/docs', (context) => {
    const nonce = newNonce();
    return context.html(docsPage(openApi(), nonce), 200, { 'content-security-policy': contentPolicy(nonce) });
  });
  for (const route of routes) {
    // The map is typed by name; here every route is one of many.
    const handler = handlers[route.name as keyof Handlers] as unknown as LooseHandler;
    app.on(route.method.toUpperCase(), `/api${route.path.replaceAll(/\{(\w+)\}/g, ':$1')}`, serveRoute(deps, route, handler));
  }
  app.all('/api/*', async (context) => {
    const known = await deps.authenticate(context.req.raw.headers, context.get('requestId'));
    throw known ? notFound() : problem('unauthenticated', 'Sign in to do this.');
  });

  app.get('/setup', () => setupPage());
  app.get('/invitation', () => invitationPage());
  app.get('/setup.js', () => setupScript());
  app.get('*', (context) => {
    if (!deps.web) return context.text('The web app is not built; run `npm run build`.\n', 404);
    return deps.web.file(context.req.path, context.req.header('accept-encoding') ?? '') ?? deps.web.page();
  });
  app.notFound((context) => context.text('Not found\n', 404));
  return app;
};

/** For what isn't a page: should a browser ever take it for one, it runs nothing. */
const nothing = "default-src 'none'; frame-ancestors 'none'";
