import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { TossApi } from "./api.ts";
import type { ApiRequest } from "./api.ts";
import { answerOf, checkoutOf } from "./checkout.ts";
import { Clock } from "./clock.ts";
import { act, grant } from "./controls.ts";
import type { Standing } from "./controls.ts";
import { bodyOf, goTo, html, json } from "./http.ts";
import { Mischiefs } from "./mischief.ts";
import { checkoutPage, paymentsPage } from "./pages.ts";
import { Payments, refusal } from "./payments.ts";
import { Webhooks } from "./webhooks.ts";
import { serveStandIn, type StandIn } from "../stand-in.ts";

export type Gateway = Standing & StandIn & { secret: string };

/** The stand-in's default secret. */
const gatewaySecret = "test_sk_frontrow_local";

/** Starts the stand-in of the payment gateway (Toss Payments) on loopback: checkout page, API, and a log. */
export async function startGateway(settings: { port: number; secret?: string }): Promise<Gateway> {
  const secret = settings.secret ?? gatewaySecret;
  const clock = new Clock();
  const webhooks = new Webhooks(clock.now);
  const payments = new Payments(clock.now, (payment) => webhooks.tell(payment));
  const standing = { clock, payments, webhooks, mischiefs: new Mischiefs() };
  const api = new TossApi(secret, payments, clock.now);
  const server = await serveStandIn("payment gateway", settings.port, (request, response) =>
    serve(api, standing, request, response),
  );
  const stop = async () => {
    webhooks.close();
    await server.stop();
  };
  return { ...standing, ...server, secret, stop };
}

async function serve(
  api: TossApi,
  standing: Standing,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname: path, searchParams: query } = new URL(request.url ?? "/", "http://127.0.0.1");
  const { method = "GET" } = request;
  const body = await bodyOf(request);
  const asked = { method, path, query, body };
  if (path.startsWith("/v1/")) {
    const full = { ...asked, ...headersOf(request) };
    return await serveApi(api, standing.mischiefs, full, response);
  }
  const granted = grant(standing, asked);
  if (granted) return json(response, granted.status, granted.body);
  const form = method === "POST" ? new URLSearchParams(body) : null;
  if (path === "/payments") return servePayments(standing, form, response);
  if (path === "/checkout") return serveCheckout(standing, form, query, response);
  html(response, "Not found", 404);
}

function headersOf({ headers }: IncomingMessage) {
  const header = (name: string) => [headers[name]].flat()[0];
  return {
    authorization: header("authorization"),
    idempotencyKey: header("idempotency-key"),
    testCode: header("tosspayments-test-code"),
  };
}

async function serveApi(
  api: TossApi,
  mischiefs: Mischiefs,
  asked: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  const mischief = mischiefs.take(asked.path, asked.body);
  if (mischief?.kind === "lose-request") return void response.destroy();
  if (mischief?.kind === "error-500")
    return json(response, 500, { code: "COMMON_ERROR", message: "일시적인 오류가 발생했습니다." });
  const leave = api.enter(asked);
  const busy = refusal(409, "IDEMPOTENT_REQUEST_PROCESSING", "이전 멱등 요청이 처리중입니다.");
  if (leave === null) return json(response, busy.status, busy.body);
  try {
    if (mischief?.kind === "delay-request") await sleep(mischief.delayMs);
    const answer = api.answer(asked, mischief?.kind === "refuse" ? mischief.code : null);
    if (mischief?.kind === "lose-answer") return void response.destroy();
    if (mischief?.kind === "delay") await sleep(mischief.delayMs);
    json(response, answer.status, answer.body);
  } finally {
    leave();
  }
}

function servePayments(
  standing: Standing,
  form: URLSearchParams | null,
  response: ServerResponse,
): void {
  if (form === null)
    return html(response, paymentsPage(standing.payments.all(), standing.webhooks.list(null)));
  act(standing, form.get("act") ?? "", form.get("orderId") ?? "");
  goTo(response, "/payments");
}

function serveCheckout(
  { payments }: Standing,
  form: URLSearchParams | null,
  query: URLSearchParams,
  response: ServerResponse,
): void {
  const checkout = checkoutOf(form ?? query);
  if (!checkout) return html(response, "잘못된 요청입니다 · Not a proper request", 400);
  if (form) return goTo(response, answerOf(payments, checkout, form.get("answer")));
  const { paymentKey } = payments.begin(checkout);
  html(response, checkoutPage({ ...checkout, paymentKey }));
}
