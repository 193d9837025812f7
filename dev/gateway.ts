import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { readObject, TossApi } from "./gateway/api.ts";
import type { ApiRequest } from "./gateway/api.ts";
import { Mischiefs } from "./gateway/mischief.ts";
import type { MischiefKind } from "./gateway/mischief.ts";
import { checkoutPage, paymentsPage } from "./gateway/pages.ts";
import type { Checkout } from "./gateway/pages.ts";
import { Payments } from "./gateway/payments.ts";

export type Gateway = {
  url: string;
  port: number;
  secret: string;
  payments: Payments;
  mischiefs: Mischiefs;
  stop(): Promise<void>;
};

/** The secret that the stand-in takes unless it is given another. */
export const gatewaySecret = "test_sk_frontrow_local";
const bodyBytesMax = 64 * 1024;

/** Starts the stand-in of the payment company (Toss Payments) on loopback: checkout page, API, and what happened. */
export async function startGateway(settings: { port: number; secret?: string }): Promise<Gateway> {
  const secret = settings.secret ?? gatewaySecret;
  const api = new TossApi(secret, new Payments());
  const mischiefs = new Mischiefs();
  const server = createServer((request, response) => {
    serve(api, mischiefs, request, response).catch((error: unknown) => {
      console.error("payment gateway:", error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(settings.port, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${port}`, port, secret, payments: api.payments, mischiefs, stop };
}

async function serve(
  api: TossApi,
  mischiefs: Mischiefs,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const body = await bodyOf(request);
  if (url.pathname.startsWith("/v1/payments"))
    return await serveApi(api, mischiefs, { request, response, path: url.pathname, body });
  if (url.pathname === "/mischief") return serveMischief(mischiefs, request, response, body);
  if (url.pathname === "/payments") return html(response, paymentsPage(api.payments.all()));
  if (url.pathname !== "/checkout") return html(response, "Not found", 404);
  const checkout = checkoutOf(
    request.method === "POST" ? new URLSearchParams(body) : url.searchParams,
  );
  if (!checkout) return html(response, "잘못된 요청입니다 · Not a proper request", 400);
  if (request.method !== "POST") return html(response, checkoutPage(checkout));
  const location = answerOf(api.payments, checkout, new URLSearchParams(body).get("answer"));
  response.writeHead(303, { location }).end();
}

type Exchange = { request: IncomingMessage; response: ServerResponse; path: string; body: string };

async function serveApi(api: TossApi, mischiefs: Mischiefs, exchange: Exchange): Promise<void> {
  const { request, response, path, body } = exchange;
  const mischief = mischiefs.take(path);
  if (mischief?.kind === "lose-request") return void response.destroy();
  if (mischief?.kind === "error-500")
    return json(response, 500, { code: "COMMON_ERROR", message: "일시적인 오류가 발생했습니다." });
  const answer = api.answer(apiRequest(request, path, body));
  if (mischief?.kind === "lose-answer") return void response.destroy();
  if (mischief?.kind === "delay") await sleep(mischief.delayMs);
  json(response, answer.status, answer.body);
}

function apiRequest({ method = "GET", headers }: IncomingMessage, path: string, body: string) {
  const header = (name: string) => [headers[name]].flat()[0];
  return {
    method,
    path,
    body,
    authorization: header("authorization"),
    idempotencyKey: header("idempotency-key"),
    testCode: header("tosspayments-test-code"),
  } satisfies ApiRequest;
}

const kinds: readonly string[] = ["lose-answer", "lose-request", "error-500", "delay"];

function serveMischief(
  mischiefs: Mischiefs,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
): void {
  if (request.method === "DELETE") {
    mischiefs.clear();
    return json(response, 200, {});
  }
  const asked = readObject(body);
  if (!asked || typeof asked["kind"] !== "string" || !kinds.includes(asked["kind"]))
    return json(response, 400, { kinds });
  const { count, path, delayMs } = asked;
  mischiefs.plan({
    kind: asked["kind"] as MischiefKind,
    ...(typeof count === "number" ? { count } : {}),
    ...(typeof path === "string" ? { path } : {}),
    ...(typeof delayMs === "number" ? { delayMs } : {}),
  });
  json(response, 200, {});
}

/** Where the browser goes after the fan's answer. */
function answerOf(payments: Payments, checkout: Checkout, answer: string | null): string {
  const { orderId, amount } = checkout;
  const failed = (code: string, message: string, more = {}) =>
    withQuery(checkout.failUrl, { code, message, ...more });
  if (answer === "refuse")
    return failed("REJECT_CARD_COMPANY", "카드사에서 거절했습니다.", { orderId });
  if (answer !== "pay") return failed("PAY_PROCESS_CANCELED", "사용자가 결제를 취소했습니다.");
  const { paymentKey } = payments.agree(checkout);
  return withQuery(checkout.successUrl, { paymentKey, orderId, amount: String(amount) });
}

function checkoutOf(query: URLSearchParams): Checkout | null {
  const text = (name: string) => query.get(name) ?? "";
  const amount = Number(text("amount"));
  const successUrl = text("successUrl");
  const failUrl = text("failUrl");
  const orderId = text("orderId");
  if (!Number.isSafeInteger(amount) || amount < 100 || !/^[\w-]{6,64}$/.test(orderId)) return null;
  if (!isHttp(successUrl) || !isHttp(failUrl)) return null;
  return { orderId, orderName: text("orderName").slice(0, 100), amount, successUrl, failUrl };
}

const isHttp = (url: string) => /^https?:\/\//.test(url) && URL.canParse(url);

function withQuery(address: string, query: Record<string, string>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) throw new Error("the body is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json;charset=UTF-8" });
  response.end(JSON.stringify(body));
}

function html(response: ServerResponse, body: string, status = 200): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" }).end(body);
}
