import type { IncomingMessage, ServerResponse } from "node:http";
import { bodyOf, html, json } from "../gateway/http.ts";
import { Mails, type Mood, type Posted } from "./mails.ts";
import { listPage, mailPage, pictured } from "./pages.ts";
import { serveStandIn, type StandIn } from "../stand-in.ts";

/** Its address shows the mails. */
export type Inbox = StandIn & {
  /** The address that the Worker takes for the mail provider's. */
  apiUrl: string;
  token: string;
  mails: Mails;
};

/** The token that the inbox takes. */
const inboxToken = "frontrow-local-mail";
const apiPath = "/client/v4/accounts/local";
const bytesMax = 5 * 1024 * 1024;

/** Starts an inbox on loopback that speaks Cloudflare's mail API: every mail stays in it and is shown. */
export async function startInbox({ port: wanted }: { port: number }): Promise<Inbox> {
  const mails = new Mails();
  const server = await serveStandIn("inbox", wanted, (request, response) =>
    serve(mails, request, response),
  );
  return { ...server, apiUrl: `${server.url}${apiPath}`, token: inboxToken, mails };
}

async function serve(mails: Mails, request: IncomingMessage, response: ServerResponse) {
  const { pathname: path, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
  const to = searchParams.get("to") || null;
  const body = await bodyOf(request, bytesMax);
  if (path === `${apiPath}/email/sending/send` && request.method === "POST")
    return take(mails, request.headers.authorization, body, response);
  if (path === "/api/mails") return list(mails, request.method, to, response);
  if (path === "/api/mood" && request.method === "POST") {
    mails.mood = JSON.parse(body) as Mood;
    return json(response, 200, mails.mood);
  }
  if (path === "/") return html(response, listPage(mails.to(to), to));
  const [, number, isHtml] = /^\/mails\/(\d+)(\/html)?$/.exec(path) ?? [];
  const mail = number === undefined ? undefined : mails.byNumber(Number(number));
  if (!mail) return html(response, "Not found", 404);
  if (isHtml === undefined) return html(response, mailPage(mail));
  response.setHeader("content-security-policy", "script-src 'none'");
  html(response, pictured(mail));
}

function list(
  mails: Mails,
  method: string | undefined,
  to: string | null,
  response: ServerResponse,
) {
  if (method === "DELETE") mails.clear();
  json(response, 200, mails.to(to));
}

function take(
  mails: Mails,
  authorization: string | undefined,
  body: string,
  response: ServerResponse,
): void {
  const refuse = (status: number, code: number, message: string) =>
    json(response, status, {
      success: false,
      errors: [{ code, message }],
      messages: [],
      result: null,
    });
  if (mails.mood.times > 0) {
    mails.mood.times -= 1;
    return refuse(mails.mood.status, 10_002, "email.sending.error.internal_server");
  }
  if (authorization !== `Bearer ${inboxToken}`) return refuse(403, 10_000, "Authentication error");
  const posted = JSON.parse(body) as Posted;
  const why = mails.take(posted);
  if (why !== null) return refuse(400, 10_001, why);
  const result = { delivered: [posted.to].flat(), permanent_bounces: [], queued: [] };
  json(response, 200, { success: true, errors: [], messages: [], result });
}
