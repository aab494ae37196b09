// The socket in front of the app, and how it goes down: no new requests, the running ones to their end, then the rest.
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';

export type Listening = { port: number; close(): Promise<void> };

export const listen = (
  app: { fetch(request: Request, env?: unknown): Response | Promise<Response> },
  { port, host, drainMs = 10_000 }: { port: number; host: string; drainMs?: number },
): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const server = createAdaptorServer({ fetch: app.fetch });
    // Slow senders hold a socket, not the server.
    if ('headersTimeout' in server) server.headersTimeout = 20_000;
    if ('requestTimeout' in server) server.requestTimeout = 60_000;
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is taken by another program; choose another with --port (or PORT).`, { cause: error })
          : error,
      ),
    );
    server.listen(port, host, () =>
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((done) => {
            const force = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), drainMs);
            server.close(() => {
              clearTimeout(force);
              done();
            });
            if ('closeIdleConnections' in server) server.closeIdleConnections();
          }),
      }),
    );
  });

/** Whom a request comes from: the socket's other end, or what our own proxy says about it. */
export const addressFrom =
  (trustProxy: boolean) =>
  (request: Request, env: unknown): string => {
    const socket = (env as { incoming?: IncomingMessage } | undefined)?.incoming?.socket.remoteAddress ?? 'local';
    // The last entry is the one that the proxy next to us wrote; those before it are anybody's words.
    return (trustProxy && request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim()) || socket;
  };
