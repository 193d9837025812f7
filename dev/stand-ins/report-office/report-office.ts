import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { bodyOf, json } from "../gateway/http.ts";
import { serveStandIn, type StandIn } from "../stand-in.ts";

/** A file that the office has, with the number that it gave for it. */
export interface Received {
  number: string;
  name: string;
  sha256: string;
  body: string;
  /** How often it came. */
  times: number;
}

/** Its address lists what it has received. */
export type ReportOffice = StandIn & {
  /** The value for REPORT_SINK_URL. */
  dailyUrl: string;
  secret: string;
  received: readonly Received[];
  /** How it answers: `closed` takes nothing, as an office at night. */
  mood: { isClosed: boolean };
};

const secret = "frontrow-local-office";
const bytesMax = 20 * 1024 * 1024;

/** Starts an office to which each day's sales must be reported: it checks a file, keeps it and gives a number for it. */
export async function startReportOffice({ port }: { port: number }): Promise<ReportOffice> {
  const received: Received[] = [];
  const mood = { isClosed: false };
  const server = await serveStandIn("report office", port, async (request, response) => {
    if (request.method === "GET") return json(response, 200, received);
    const body = await bodyOf(request, bytesMax);
    if (mood.isClosed) return json(response, 503, { error: "the office is closed" });
    return take(received, request, body, response);
  });
  return { ...server, dailyUrl: `${server.url}/daily`, secret, received, mood };
}

function take(
  received: Received[],
  { headers }: IncomingMessage,
  body: string,
  response: ServerResponse,
): void {
  const signatures = String(headers["frontrow-signature"] ?? "").split(",");
  const wanted = createHmac("sha256", secret).update(body).digest("hex");
  if (!signatures.includes(wanted)) return json(response, 401, { error: "wrong signature" });
  const sha256 = createHash("sha256").update(body).digest("hex");
  if (headers["idempotency-key"] !== sha256)
    return json(response, 422, { error: "the file is not what its name says" });
  const known = received.find((file) => file.sha256 === sha256);
  const number = known?.number ?? `R-${String(received.length + 1).padStart(6, "0")}`;
  const [, name = ""] = /filename="([^"]+)"/.exec(headers["content-disposition"] ?? "") ?? [];
  if (known) known.times += 1;
  else received.push({ number, name, sha256, body, times: 1 });
  json(response, known ? 200 : 201, { number, isRepeated: known !== undefined });
}
