import { OpenAPIHono } from "@hono/zod-openapi";
import type { TypedResponse } from "hono";
import type { AppContext, AppEnv } from "./app-env.ts";
import { invalidRequest } from "./problem.ts";

/** A router whose refused input becomes a problem. */
export const createRouter = () => new OpenAPIHono<AppEnv>({ defaultHook: invalidRequest });

/** The OpenAPI body of a request that must be JSON. */
export const jsonBody = <T>(schema: T) => ({
  body: { required: true as const, content: { "application/json": { schema } } },
});

/** The OpenAPI answer that is JSON. */
export const json = <T>(description: string, schema: T) => ({
  description,
  content: { "application/json": { schema } },
});

/** The answer 201 whose JSON is written already. */
export const created = <T>(c: AppContext, text: string) =>
  c.body(text, 201, { "content-type": "application/json" }) as Response as Response &
    TypedResponse<T, 201, "json">;
