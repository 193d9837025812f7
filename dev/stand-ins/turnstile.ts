import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The stand-in, running. */
export interface TurnstileStandIn {
  /** The value for TURNSTILE_URL. */
  url: string;
  secret: string;
  stop: () => Promise<void>;
}

const secret = "1x0000000000000000000000000000000AA";

/**
 * Implements Turnstile's siteverify. The token decides the answer: `pass…` is a person's and valid once, `slow…`
 * never gets an answer, `broken…` gets an error, and all others are refused. `pass…@HOST` was made on that site, and
 * `pass…/ACTION` for that act; without them a token is this machine's, for joining a queue.
 */
export async function startTurnstile(port = 0): Promise<TurnstileStandIn> {
  const used = new Set<string>();
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      const asked = parse(body);
      if (asked.response?.startsWith("slow")) return;
      if (asked.response?.startsWith("broken")) return void response.writeHead(502).end("<html>");
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(verdict(asked, used)));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}/turnstile/v0/siteverify`,
    secret,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Asked = { secret?: string; response?: string };

function verdict({ secret: given, response: token }: Asked, used: Set<string>) {
  const no = (code: string) => ({ success: false, "error-codes": [code] });
  if (given === undefined) return no("missing-input-secret");
  if (given !== secret) return no("invalid-input-secret");
  if (token === undefined || token === "") return no("missing-input-response");
  if (!token.startsWith("pass")) return no("invalid-input-response");
  if (used.has(token)) return no("timeout-or-duplicate");
  used.add(token);
  return {
    success: true,
    challenge_ts: new Date().toISOString(),
    hostname: /@([\w.-]+)/.exec(token)?.[1] ?? "localhost",
    "error-codes": [],
    action: /\/([\w-]+)/.exec(token)?.[1] ?? "join",
    cdata: "",
  };
}

function parse(body: string): Asked {
  try {
    return JSON.parse(body) as Asked;
  } catch {
    return Object.fromEntries(new URLSearchParams(body));
  }
}

if (import.meta.main) {
  const standIn = await startTurnstile(Number(process.env["PORT"] ?? 4446));
  console.log(`TURNSTILE_URL="${standIn.url}"\nTURNSTILE_SECRET="${standIn.secret}"`);
}
