import type { z } from "@hono/zod-openapi";
import { Context } from "hono";
import { PlaceHold } from "../../contract/sale/holds.ts";
import { JoinQueue } from "../../contract/sale/queue.ts";
import type { AppContext, AppEnv } from "../app-env.ts";
import { placeHold } from "../buying/place-hold.ts";
import { requestIdOf } from "../requests/request-id.ts";
import { withSafeHeaders } from "../requests/safe-headers.ts";
import { isFromUs } from "../requests/same-origin.ts";
import type { Env } from "../env.ts";
import { countFailure } from "../metrics/failures.ts";
import { sessionOf } from "../identity/session.ts";
import { onError } from "../problem.ts";
import { postJoin } from "../queue/join.ts";

type Lane<Body> = {
  schema: z.ZodType<Body>;
  /** Returns the JSON of the answer, whose status is 201. */
  act(c: AppContext, scheduleId: string, body: Body): Promise<string>;
};
const lane = <Body>(made: Lane<Body>) => made as Lane<unknown>;

/** The requests of a rush. */
const lanes: Record<string, Lane<unknown>> = {
  holds: lane({ schema: PlaceHold, act: placeHold }),
  queue: lane({ schema: JoinQueue, act: postJoin }),
};

const id = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const address = new RegExp(`^https?://[^/]+(/api/v1/schedules/(${id})/(holds|queue))$`);
const bodyBytesMax = 10_000;

/** The rest of the API, which takes every request. */
type Ordinary = (request: Request, env: Env, ctx: ExecutionContext) => Response | Promise<Response>;

/**
 * A shortcut without router and middleware for the few kinds of requests in a rush. It accepts only flawless requests and
 * calls the same functions as the routes; every other request takes the ordinary way, which refuses it if necessary.
 */
export function takeFastLane(
  request: Request,
  env: Env,
  ctx: ExecutionContext,
  ordinary: Ordinary,
): Promise<Response> | null {
  if (request.method !== "POST") return null;
  const [, path, scheduleId, name] = address.exec(request.url) ?? [];
  const found = lanes[name ?? ""];
  if (found === undefined || path === undefined || scheduleId === undefined) return null;
  const { headers } = request;
  if (headers.get("content-type") !== "application/json") return null;
  if (!(Number(headers.get("content-length") ?? NaN) <= bodyBytesMax)) return null;
  const c: AppContext = new Context<AppEnv>(request, { env, executionCtx: ctx, path });
  if (!isFromUs(c)) return null;
  return answer(c, found, scheduleId, ordinary);
}

async function answer(
  c: AppContext,
  { schema, act }: Lane<unknown>,
  scheduleId: string,
  ordinary: Ordinary,
): Promise<Response> {
  const text = await c.req.raw.text();
  const body = schema.safeParse(parse(text));
  if (!body.success) {
    const same = new Request(c.req.raw, { method: "POST", body: text });
    return await ordinary(same, c.env, c.executionCtx as ExecutionContext);
  }
  c.set("requestId", requestIdOf(c.req.raw));
  const response = await acted(c, () => act(c, scheduleId, body.data));
  const { requestId: id } = c.var;
  return withSafeHeaders(response, c.req.raw, { id, allowed: c.env.CORS_ORIGINS });
}

async function acted(c: AppContext, act: () => Promise<string>): Promise<Response> {
  try {
    c.set("session", await sessionOf(c));
    return c.body(await act(), 201, { "content-type": "application/json" });
  } catch (error) {
    const response = await onError(error as Error, c);
    countFailure(c, response);
    return response;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
