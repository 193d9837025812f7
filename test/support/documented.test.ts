import { expect, it } from "vitest";
import { Documented } from "./documented.ts";
import type { JsonSchema } from "./json-schema.ts";

const json = (schema: JsonSchema) => ({ content: { "application/json": { schema } } });
const problem = (...codes: string[]) => ({
  content: {
    "application/problem+json": {
      schema: { $ref: "#/components/schemas/Problem", properties: { code: { enum: codes } } },
    },
  },
});
const closed = (...names: string[]) => ({
  type: "object",
  properties: Object.fromEntries(names.map((name) => [name, {}])),
  required: names,
  additionalProperties: false,
});
const documented = new Documented({
  components: { schemas: { Problem: closed("code"), Order: closed("id") } },
  paths: {
    "/api/v1/orders/{id}": {
      get: {
        responses: {
          200: json({ $ref: "#/components/schemas/Order" }),
          304: {},
          404: problem("not-found"),
        },
      },
      delete: { responses: { 204: {} } },
    },
    "/api/v1/orders/price": { post: { responses: { 200: json({ type: "integer" }) } } },
  },
});

const headers: Record<string, string> = {
  "x-request-id": "one-request",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'",
};
const faultOf = (
  what: string,
  status: number,
  type: string | null,
  body: unknown,
  more = headers,
) => {
  const [method = "", path = ""] = what.split(" ");
  const text = body === undefined ? "" : JSON.stringify(body);
  const header = (name: string) => (name === "content-type" ? type : (more[name] ?? null));
  return documented.faultOf({ method, path, status, header, body: new TextEncoder().encode(text) });
};
const [plain, refusal] = ["application/json; charset=utf-8", "application/problem+json"];

it("[P46] an answer that is documented passes, whatever its method or its query", () => {
  const right = [
    faultOf("GET /api/v1/orders/1?x=y", 200, plain, { id: 1 }),
    faultOf("GET /api/v1/orders/1", 304, null, undefined),
    faultOf("GET /api/v1/orders/1", 404, refusal, { code: "not-found" }),
    faultOf("HEAD /api/v1/orders/1", 200, plain, undefined),
    faultOf("DELETE /api/v1/orders/1", 204, null, undefined),
    faultOf("POST /api/v1/orders/price", 200, plain, 1),
    faultOf("PUT /api/v1/orders/1", 405, refusal, { code: "method-not-allowed" }),
    faultOf("GET /api/v1/nothing", 404, refusal, { code: "not-found" }),
    faultOf("GET /concerts", 200, "text/html", undefined),
  ];
  expect(right.filter((fault) => fault !== null)).toEqual([]);
});

it("[P46] an answer is refused for its operation, status, type, code, body or headers", () => {
  const wrong = [
    [faultOf("GET /api/v1/nothing", 200, plain, 1), "no such operation"],
    [faultOf("PUT /api/v1/orders/1", 200, plain, 1), "no such operation"],
    [faultOf("GET /api/v1/orders/1", 409, refusal, { code: "conflict" }), "no status 409"],
    [faultOf("GET /api/v1/orders/1", 200, "text/html", { id: 1 }), "no content of type text/html"],
    [faultOf("GET /api/v1/orders/1", 404, refusal, { code: "gone" }), "none of not-found"],
    [faultOf("GET /api/v1/orders/1", 200, plain, { id: 1, more: 1 }), "/more is not in the schema"],
    [faultOf("GET /api/v1/orders/1", 200, plain, {}), "/id is missing"],
    [faultOf("DELETE /api/v1/orders/1", 204, plain, 1), "no content for 204"],
    [faultOf("POST /api/v1/orders/price", 200, plain, "1"), "is no integer"],
    [faultOf("GET /api/v1/orders/1", 200, plain, { id: 1 }, {}), "no x-request-id"],
    [faultOf("GET /api/v1/orders/1", 200, "text/html", 1, {}), "no content-security-policy"],
  ] as const;
  for (const [fault, why] of wrong) expect(fault).toContain(why);
});
