import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocketServer } from "ws";
import { Database } from "./database.ts";
import { type Fault, Faults, injectedError } from "./faults.ts";
import * as protocol from "./protocol.ts";
import { pipeSocket } from "./socket.ts";
import { listen } from "../../machine/ports.ts";

export interface BridgeOptions {
  /** The preferred port; any free one when it is taken. */
  port?: number;
  /** The server behind the bridge; only its host and port count. */
  postgresUrl: string;
  connectionsMax?: number;
  responseBytesMax?: number;
}

export interface Bridge {
  url: string;
  port: number;
  faults: Faults;
  stop(): Promise<void>;
}

const requestBytesMax = 10 << 20;

/** Speaks the Neon driver's HTTP and WebSocket protocols in front of Postgres, on loopback only. */
export async function startBridge(options: BridgeOptions): Promise<Bridge> {
  const target = new URL(options.postgresUrl);
  const postgres = { host: target.hostname, port: Number(target.port || 5432) };
  const limits = {
    connectionsMax: options.connectionsMax ?? 24,
    responseBytesMax: options.responseBytesMax ?? 10 << 20,
  };
  const databases = new Map<string, Database>();
  const faults = new Faults();
  const find = (headers: IncomingMessage["headers"]) => {
    const account = protocol.parseConnection(headers);
    const key = JSON.stringify(account);
    const database = databases.get(key) ?? new Database({ ...postgres, ...limits, ...account });
    databases.set(key, database);
    return database;
  };
  const server = createServer((request, response) => {
    void answer(request, response, find, faults);
  });
  server.keepAliveTimeout = 60_000;
  acceptSockets(server, postgres);
  const port = await listen(server, options.port);
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await Promise.all([...databases.values()].map((each) => each.close()));
  };
  return { url: `http://127.0.0.1:${port}`, port, faults, stop };
}

type Find = (headers: IncomingMessage["headers"]) => Database;

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  find: Find,
  faults: Faults,
) {
  try {
    const body = await readBody(request);
    if (request.method === "POST" && request.url === "/sql") {
      await answerSql(request, response, body, find, faults);
    } else if (request.url === "/faults") {
      answerFaults(request, response, body, faults);
    } else {
      throw new protocol.BridgeError(404, "There is POST /sql, /faults and a WebSocket.");
    }
  } catch (error) {
    const { status, body } = refusal(error);
    send(response, status, body);
  }
}

async function answerSql(
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
  find: Find,
  faults: Faults,
): Promise<void> {
  const database = find(request.headers);
  const asked = protocol.parseRequest(body, request.headers);
  const hit = faults.take(() => asked.statements.map((each) => each.query).join("\n"));
  if (hit.delay !== undefined) await sleep(hit.delay.delayMs);
  if (hit["drop-before-send"] !== undefined) return void request.socket.destroy();
  if (hit["40001"] !== undefined) throw injectedError("40001");
  if (hit["40P01"] !== undefined) throw injectedError("40P01");
  const results = (await database.run(asked)).map(protocol.toResult);
  if (hit["drop-after-commit"] !== undefined) return void request.socket.destroy();
  if (asked.begin === null) return send(response, 200, results[0]);
  for (const name of protocol.batchHeaders) {
    const value = request.headers[name];
    if (value !== undefined) response.setHeader(name, value);
  }
  send(response, 200, { results });
}

function answerFaults(
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
  faults: Faults,
) {
  if (request.method === "POST") {
    // A page in a browser cannot send this type here, so no page can break a developer's database.
    if (request.headers["content-type"] !== "application/json") {
      throw new protocol.BridgeError(415, "Send application/json.");
    }
    const given = JSON.parse(body) as Fault | Fault[];
    for (const fault of Array.isArray(given) ? given : [given]) faults.add(fault);
  } else if (request.method === "DELETE") {
    faults.clear();
  }
  send(response, 200, faults.list());
}

function acceptSockets(server: Server, postgres: { host: string; port: number }): void {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server.on("upgrade", (request, socket, head) => {
    // Browsers always send their origin, and no web page may reach the database.
    if (request.headers.origin !== undefined) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      pipeSocket(accepted, postgres.host, postgres.port);
    });
  });
}

function refusal(error: unknown): { status: number; body: unknown } {
  if (error instanceof protocol.BridgeError) {
    return { status: error.status, body: { message: error.message } };
  }
  if (error instanceof Error && "severity" in error && "code" in error) {
    return { status: 400, body: protocol.toErrorBody(error) };
  }
  const isInput = error instanceof SyntaxError || error instanceof TypeError;
  const message = error instanceof Error ? error.message : String(error);
  return { status: isInput ? 400 : 500, body: { message } };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > requestBytesMax) throw new protocol.BridgeError(413, "The request is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}
