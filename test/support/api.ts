import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import { Problem } from "../../src/contract/problem.ts";
import { type ProblemCode, problems } from "../../src/contract/problems.ts";
import { type ApiDocument, Documented } from "./documented.ts";

export interface Asked {
  /** The account whose access token the request carries. */
  as?: { token: string };
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Reply {
  status: number;
  type: string;
  /** The wait before the next try, from the answer. */
  retryAfterMs: number;
  bytes: Buffer;
}

/** The API over real sockets, as many at once as a crowd has. */
export class Api {
  readonly #port: number;
  readonly #agent: Agent;
  #documented: Documented | null = null;

  constructor(port: number, socketsMax = 128) {
    this.#port = port;
    this.#agent = new Agent({ keepAlive: true, maxSockets: socketsMax });
  }

  /** Reads the API's document, against which every answer is held from then on. */
  async readDocument(): Promise<void> {
    const { bytes } = await this.ask("GET /openapi.json");
    this.#documented = new Documented(JSON.parse(bytes.toString()) as ApiDocument);
  }

  /** One request: `ask("POST /orders", { as: fan, body })`. Rejects if there is no answer, or an undocumented one. */
  ask(what: string, { as, body, headers = {} }: Asked = {}): Promise<Reply> {
    const [method = "", path = ""] = what.split(" ");
    const text = body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body);
    const all = {
      ...(as ? { authorization: `Bearer ${as.token}` } : {}),
      ...(text === null ? {} : { "content-type": "application/json" }),
      ...headers,
    };
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: "127.0.0.1",
          port: this.#port,
          agent: this.#agent,
          method,
          path: `/api/v1${path}`,
          headers: all,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.once("error", reject);
          response.once("end", () => {
            const { statusCode: status = 0, headers } = response;
            const bytes = Buffer.concat(chunks);
            const header = (name: string) => String(headers[name] ?? "") || null;
            const answered = { method, path: `/api/v1${path}`, status, header, body: bytes };
            const fault = this.#documented?.faultOf(answered) ?? null;
            if (fault !== null) return reject(new Error(fault));
            const type = headers["content-type"] ?? "";
            const retryAfterMs = Number(headers["retry-after"] ?? 0) * 1_000;
            resolve({ status, type, retryAfterMs, bytes });
          });
        },
      );
      sent.once("error", reject);
      sent.end(text ?? undefined);
    });
  }

  /**
   * Behaves like the real screen: repeats a request that was lost or is still under way, in the very same words. It
   * repeats nothing else: any other refusal is the answer.
   */
  async insist(what: string, asked: Asked): Promise<Reply> {
    for (let attempt = 1; ; attempt++) {
      const reply = await this.ask(what, asked).catch(() => null);
      const isFinal = reply && reply.status !== 503 && codeOf(reply) !== "request-in-progress";
      if (isFinal) return reply;
      if (attempt === 30) throw new Error(`${what} was never answered`);
      await sleep(reply?.retryAfterMs || 200);
    }
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Reads an answer by its strict schema; any other status than the expected one is an error that shows it. */
export function read<T extends z.ZodType>(reply: Reply, status: number, schema: T): z.infer<T> {
  if (reply.status !== status)
    throw new Error(`the answer was ${reply.status}, not ${status}: ${reply.bytes.toString()}`);
  return schema.parse(JSON.parse(reply.bytes.toString()));
}

/** The code of a refusal, which must be a documented problem; null for anything but a refusal. */
export function codeOf(reply: Reply): string | null {
  if (reply.status < 400) return null;
  if (reply.type !== "application/problem+json")
    throw new Error(`a refusal of type ${reply.type}: ${reply.bytes.toString()}`);
  const problem = Problem.strict().parse(JSON.parse(reply.bytes.toString()));
  const documented = problems[problem.code as ProblemCode] as { status: number } | undefined;
  if (documented?.status !== reply.status || problem.status !== reply.status)
    throw new Error(`${problem.code} came with the status ${reply.status}`);
  return problem.code;
}

/** Counts each status or code, for tests that expect an exact number of each. */
export function tally(replies: Reply[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const reply of replies) {
    const key = codeOf(reply) ?? String(reply.status);
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}
