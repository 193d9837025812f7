import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listen } from "../machine/ports.ts";

/** One of our servers, running on loopback. */
export interface StandIn {
  url: string;
  port: number;
  stop(): Promise<void>;
}

/**
 * Longer than the Worker keeps an unused connection: closing one at the moment the other side sends would fail a
 * request that did nothing wrong.
 */
const keptMs = 60_000;

/** Serves HTTP on loopback, on the preferred port or any other. An error is logged and ends only its own answer. */
export async function serveStandIn(
  name: string,
  preferredPort: number,
  serve: (request: IncomingMessage, response: ServerResponse) => Promise<unknown>,
): Promise<StandIn> {
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      console.error(`${name}:`, error);
      response.destroy();
    });
  });
  server.keepAliveTimeout = keptMs;
  const port = await listen(server, preferredPort);
  const stop = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${port}`, port, stop };
}
