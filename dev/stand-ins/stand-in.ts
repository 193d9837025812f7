import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listen } from "../machine/ports.ts";

/** A server of ours on loopback, running. */
export interface StandIn {
  url: string;
  port: number;
  stop(): Promise<void>;
}

/**
 * Longer than the Worker keeps a connection that it does not use. Whoever closes one in the moment in which the other
 * sends fails a request that has done nothing wrong.
 */
const keptMs = 60_000;

/** Serves HTTP on loopback, on the port that is wished for or any other. A fault is told, and ends that answer alone. */
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
