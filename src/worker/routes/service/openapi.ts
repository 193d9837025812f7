import type { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../../app-env.ts";
import { createRouter } from "../../hono.ts";
import { about } from "../../openapi/guide.ts";
import { type ApiDocument, documentOf } from "../../openapi/operations.ts";
import { pageResponse } from "../../pages/page.ts";
import { referencePage } from "../../pages/reference.ts";

/** The document of the API, and a page to read it on. */
export function documentation(api: OpenAPIHono<AppEnv>) {
  const router = createRouter();
  let made: ApiDocument | null = null;
  const documented = (version: string) =>
    (made ??= documentOf(api, { title: "Frontrow", version, description: about }));
  router.get("/openapi.json", (c) =>
    c.json(documented(c.env.VERSION), 200, { "cache-control": "public, max-age=300" }),
  );
  router.get("/docs", (c) => pageResponse("API", referencePage(documented(c.env.VERSION))));
  return router;
}
