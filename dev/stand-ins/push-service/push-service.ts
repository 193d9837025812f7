import type { IncomingMessage, ServerResponse } from "node:http";
import { goTo, html, json } from "../gateway/http.ts";
import { serveStandIn, type StandIn } from "../stand-in.ts";
import { Devices } from "./devices.ts";
import { devicesPage } from "./page.ts";

export type PushService = StandIn & { devices: Devices };

const bytesMax = 64 * 1024;

/**
 * Starts a push service on loopback that speaks the protocol of real ones (RFC 8030, 8291, 8292). It keeps the keys of
 * pretended browsers, so that it can show their messages.
 */
export async function startPushService(options: {
  port: number;
  siteUrl?: string;
}): Promise<PushService> {
  const devices = new Devices();
  const server = await serveStandIn("push service", options.port, (request, response) =>
    serve({ devices, siteUrl: options.siteUrl }, request, response),
  );
  return { ...server, devices };
}

type Service = { devices: Devices; siteUrl: string | undefined };

async function serve(service: Service, request: IncomingMessage, response: ServerResponse) {
  const { devices, siteUrl } = service;
  const origin = `http://${request.headers.host}`;
  const { pathname: path, searchParams } = new URL(request.url ?? "/", origin);
  const body = await bytesOf(request);
  const [, id] = /^\/push\/([\w-]+)$/.exec(path) ?? [];
  if (id !== undefined && request.method === "POST") {
    const [status, why] = devices.take(id, request.headers, body, origin);
    return response.writeHead(status, { location: `${origin}/messages/${id}` }).end(why);
  }
  if (id !== undefined && request.method === "DELETE") {
    devices.unsubscribe(id);
    return response.writeHead(204).end();
  }
  if (path === "/api/subscriptions" && request.method === "POST")
    return json(response, 201, devices.subscribe(origin));
  if (path === "/api/messages") {
    const device = searchParams.get("device");
    const messages = devices.messages.filter((each) => device === null || each.device === device);
    return json(response, 200, messages);
  }
  if (path === "/api/mood" && request.method === "POST") {
    devices.mood = JSON.parse(body.toString()) as Devices["mood"];
    return json(response, 200, devices.mood);
  }
  if (path === "/devices" && request.method === "POST" && siteUrl !== undefined) {
    const said = await pretend(siteUrl, devices, origin, new URLSearchParams(body.toString()));
    return goTo(response, `/?said=${encodeURIComponent(said)}`);
  }
  return html(response, devicesPage(devices.messages, searchParams.get("said")));
}

/** Subscribes a pretended phone as the profile page does a real one. */
async function pretend(
  siteUrl: string,
  devices: Devices,
  origin: string,
  form: URLSearchParams,
): Promise<string> {
  const api = async (method: string, path: string, body: object, token?: string) => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${token ?? ""}` };
    const sent = { method, headers, body: JSON.stringify(body) };
    const response = await fetch(`${siteUrl}/api/v1${path}`, sent);
    return (await response.json()) as { accessToken?: string; id?: string; title?: string };
  };
  const login = { email: form.get("email"), password: form.get("password") };
  const { accessToken, title } = await api("POST", "/sessions", login);
  if (accessToken === undefined) return title ?? "The account could not be signed in";
  const made = await api("PUT", "/me/push", devices.subscribe(origin), accessToken);
  return made.id === undefined ? (made.title ?? "It did not work") : "The phone is there.";
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw new Error("the body is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
