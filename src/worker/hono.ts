import { OpenAPIHono, type RouteConfig, z } from "@hono/zod-openapi";
import { createMiddleware } from "hono/factory";
import type { MiddlewareHandler, TypedResponse } from "hono";
import { isOwned } from "../db/staff/access.ts";
import type { AppContext, AppEnv } from "./app-env.ts";
import { alsoRefused, invalidRequest, ProblemError } from "./problem.ts";
import { askAgain, asksAgain, provedRecently } from "./sign-in/recent-proof.ts";
import { ofSchedule } from "./requests/known-schedules.ts";

type Route = RouteConfig & { middleware?: MiddlewareHandler | MiddlewareHandler[] };

const noQuery = z.strictObject({});

/**
 * A router that turns refused input into a problem. An operation accepts only the query parameters that it declares:
 * an unknown one would make another address and so bypass the caches. An address that names a schedule requires one
 * that exists, since any other id would create an object.
 */
export function createRouter(): OpenAPIHono<AppEnv> {
  const router = new OpenAPIHono<AppEnv>({ defaultHook: invalidRequest });
  const add = router.openapi as (route: Route, ...rest: unknown[]) => typeof router;
  const addChecked: typeof add = (route, ...rest) => {
    const query = route.request?.query ?? noQuery;
    if (!(query instanceof z.ZodObject) || !(query.def.catchall instanceof z.ZodNever))
      throw new Error(`${route.method} ${route.path} takes any query parameter`);
    mustSayRight(route);
    const isForStaff = route.path.startsWith("/admin/");
    // The right of staff to a schedule says that it is there, also before fans can see it.
    const isOfSchedule = route.path.includes("{scheduleId}") && !isForStaff;
    const isAskedAgain = asksAgain.has(route.operationId ?? "");
    const responses = alsoRefused(
      route.responses,
      ...(isForStaff ? (["second-factor-needed"] as const) : []),
      ...(isAskedAgain ? (["recent-proof-needed"] as const) : []),
    );
    const middleware = [
      declaredQuery(query),
      ...(isAskedAgain ? [askAgain] : []),
      ...[route.middleware ?? []].flat(),
      ...(isAskedAgain && !isForStaff ? [provedRecently] : []),
      ...(isOfSchedule ? [ofSchedule] : []),
    ];
    return add({ ...route, responses, middleware, request: { ...route.request, query } }, ...rest);
  };
  router.openapi = addChecked as typeof router.openapi;
  return router;
}

/** Staff without a right find nothing there, and every address for staff names things with a known owner. */
function mustSayRight({ method, path, ...route }: Route): void {
  if (!path.startsWith("/admin/")) return;
  if (!("x-right" in route)) throw new Error(`${method} ${path} is open to everybody`);
  const names = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = ""]) => name);
  for (const name of names)
    // A hold is its schedule's, which the address names as well.
    if (!isOwned(name) && !(name === "holdId" && names.includes("scheduleId")))
      throw new Error(`${method} ${path} does not know whose a ${name} is`);
}

/**
 * Refuses a parameter that the operation does not declare, has no name, or is given twice, before anybody looks at what
 * the address names. The validator, which comes later, passes over a parameter without a name.
 */
const declaredQuery = ({ shape }: z.ZodObject) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const names = c.req.url.includes("?") ? [...new URL(c.req.url).searchParams.keys()] : [];
    const wrong = names.find(
      (name, index) => !Object.hasOwn(shape, name) || names.indexOf(name) < index,
    );
    if (wrong !== undefined) {
      const pointer = `/${wrong.slice(0, 100).replaceAll("~", "~0").replaceAll("/", "~1")}`;
      const detail = "is not a parameter of this operation, or is given twice";
      const where = "The query is not valid; errors names the parameter";
      throw new ProblemError("invalid-request", where, [{ pointer, detail }]);
    }
    await next();
  });

/** The OpenAPI body of a request that must be JSON. */
export const jsonBody = <T>(schema: T) => ({
  body: { required: true as const, content: { "application/json": { schema } } },
});

/** The OpenAPI answer that is JSON. */
export const json = <T>(description: string, schema: T) => ({
  description,
  content: { "application/json": { schema } },
});

/** The OpenAPI answer of a public read to a client that has it already. */
export const unchanged = {
  304: { description: "Nothing has changed since the ETag in `If-None-Match`" },
};

/** The answer 201 with JSON that is already serialized. */
export const created = <T>(c: AppContext, text: string) =>
  c.body(text, 201, { "content-type": "application/json" }) as Response as Response &
    TypedResponse<T, 201, "json">;
