import { connect, type Socket } from "node:net";

export interface Answer {
  status: number;
  body: Buffer;
}

/** A slice's answers, and how long each took. */
export interface Load {
  answers: Answer[];
  latenciesMs: number[];
  /** From the first request to the last answer. */
  tookMs: number;
}

export interface LoadOptions {
  port: number;
  connections: number;
  /** The next request as bytes on the wire; null if there are no more. */
  next: () => Buffer | null;
  /** No request is begun after this time. */
  forMs?: number;
}

/**
 * Keeps every connection busy with one request at a time. It shares the machine with the measured server, so it does
 * no unnecessary work: requests are bytes, and only the length of an answer is read.
 */
export async function drive(options: LoadOptions): Promise<Load> {
  const { port, connections, next, forMs = Infinity } = options;
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(port)));
  const load: Load = { answers: [], latenciesMs: [], tookMs: 0 };
  const startedAt = performance.now();
  const work = async (connection: Connection) => {
    for (;;) {
      const sentAt = performance.now();
      const request = sentAt - startedAt < forMs ? next() : null;
      if (request === null) return;
      load.answers.push(await connection.ask(request));
      load.latenciesMs.push(performance.now() - sentAt);
    }
  };
  try {
    await Promise.all(open.map(work));
    load.tookMs = performance.now() - startedAt;
    return load;
  } finally {
    for (const connection of open) connection.close();
  }
}

/** A keep-alive connection that has one request under way at a time. */
class Connection {
  readonly #socket: Socket;
  #received: Buffer | null = null;
  #resolve: ((answer: Answer) => void) | null = null;
  #reject: (error: Error) => void = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (bytes) => this.#take(bytes));
    socket.on("error", (error) => this.#reject(error));
    socket.on("close", () => this.#reject(new Error("the server closed the connection")));
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("error", reject).once("connect", () => resolve(new Connection(socket)));
    });
  }

  ask(request: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(bytes: Buffer): void {
    const received = this.#received === null ? bytes : Buffer.concat([this.#received, bytes]);
    const answer = readAnswer(received);
    this.#received = answer === null ? received : null;
    if (answer === null || this.#resolve === null) return;
    const resolve = this.#resolve;
    this.#resolve = null;
    resolve(answer);
  }
}

const blankLine = Buffer.from("\r\n\r\n");

/** Reads a whole HTTP/1.1 answer of a known length; null while some of it is still to come. */
export function readAnswer(bytes: Buffer): Answer | null {
  const headEnd = bytes.indexOf(blankLine);
  if (headEnd < 0) return null;
  const head = bytes.toString("latin1", 0, headEnd);
  const status = Number(head.slice(9, 12));
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined && status !== 204 && status !== 304)
    throw new Error(`an answer without a length:\n${head}`);
  const bodyStart = headEnd + blankLine.length;
  const end = bodyStart + Number(length ?? 0);
  return bytes.length < end ? null : { status, body: bytes.subarray(bodyStart, end) };
}

/** A request as it goes over the wire. */
export function request(
  what: string,
  headers: Record<string, string> = {},
  body?: unknown,
): Buffer {
  const text = body === undefined ? "" : JSON.stringify(body);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  if (body !== undefined) lines.push("content-type: application/json\r\n");
  if (!what.startsWith("GET ")) lines.push(`content-length: ${Buffer.byteLength(text)}\r\n`);
  return Buffer.from(`${what} HTTP/1.1\r\nhost: frontrow.test\r\n${lines.join("")}\r\n${text}`);
}

/** Takes each request once. */
export function inTurn(requests: readonly Buffer[]): () => Buffer | null {
  let at = 0;
  return () => requests[at++] ?? null;
}

/** Sends all of the requests and gives the answers' bodies; any other status than the expected one is an error. */
export async function sendAll(
  port: number,
  requests: readonly Buffer[],
  expected: number,
): Promise<unknown[]> {
  const order = new Map<Buffer, number>(requests.map((each, index) => [each, index]));
  const bodies: unknown[] = [];
  const take = inTurn(requests);
  const workers = Array.from({ length: Math.min(64, requests.length) }, async () => {
    const connection = await Connection.open(port);
    try {
      for (let next = take(); next !== null; next = take()) {
        const answer = await connection.ask(next);
        mustBe(expected, answer);
        bodies[order.get(next) ?? -1] = JSON.parse(answer.body.toString()) as unknown;
      }
    } finally {
      connection.close();
    }
  });
  await Promise.all(workers);
  return bodies;
}

export function mustBe(expected: number, { status, body }: Answer): void {
  if (status === expected) return;
  throw new Error(`an answer was ${status}, not ${expected}: ${body.toString().slice(0, 500)}`);
}
