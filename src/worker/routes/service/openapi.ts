import type { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../../app-env.ts";
import { createRouter } from "../../hono.ts";
import { pageResponse } from "../../pages/page.ts";
import { referencePage } from "../../pages/reference.ts";

const description =
  "Concert seats: queue, hold, pay. Times are RFC 3339 with offset; money is whole minor units. " +
  "What moves money or seats takes an `Idempotency-Key`, so that it can be repeated safely. " +
  "Refusals are RFC 9457 problems; programs read `code`.";

/** The document of the API, made from the schemas that the routes check by, and a page to read it on. */
export function documentation(api: OpenAPIHono<AppEnv>) {
  const router = createRouter();
  const registry = api.openAPIRegistry;
  registry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
  });
  registry.registerComponent("securitySchemes", "cookie", {
    type: "apiKey",
    in: "cookie",
    name: "__Host-frontrow-access",
  });
  const documentOf = (version: string) =>
    api.getOpenAPI31Document({
      openapi: "3.1.0",
      info: { title: "Frontrow", version, description },
      servers: [{ url: "/" }],
    });
  router.get("/openapi.json", (c) =>
    c.json(documentOf(c.env.VERSION), 200, { "cache-control": "public, max-age=300" }),
  );
  router.get("/docs", (c) => pageResponse("API", referencePage(documentOf(c.env.VERSION))));
  return router;
}
