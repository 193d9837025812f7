import { type JsonSchema, Validator } from "./json-schema.ts";

type Content = Record<string, { schema?: JsonSchema }>;
type Operation = { responses: Record<string, { content?: Content }> };
export type ApiDocument = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema> };
};
/** An answer as received, from any client. */
export type Answered = {
  method: string;
  /** The path with its query, from the root of the site. */
  path: string;
  status: number;
  header: (name: string) => string | null;
  body: Uint8Array;
};
type Found = { status: number; type: string; body: Uint8Array };

const api = "/api/v1/";
const onEveryAnswer = ["x-request-id", "x-content-type-options"];
const onDocuments = ["content-security-policy", "referrer-policy"];
/** Pages below the API's address for human readers. */
const pages = /^\/api\/v1\/(openapi\.json|docs|payments\/checkout)$/;

/** Holds every answer of the API against its document. */
export class Documented {
  readonly #validator: Validator;
  readonly #templates: { pattern: RegExp; operations: Record<string, Operation> }[];

  constructor(document: ApiDocument) {
    this.#validator = new Validator(document.components.schemas);
    // If two fit, such as /orders/price and /orders/{orderId}, the one with fewer parameters applies.
    const paths = Object.keys(document.paths).sort(
      (a, b) => a.split("{").length - b.split("{").length,
    );
    this.#templates = paths.map((path) => ({
      pattern: patternOf(path),
      operations: document.paths[path] ?? {},
    }));
  }

  /** Describes what the document lacks of an answer; null if all of it is documented. */
  faultOf({ method, path, status, header, body }: Answered): string | null {
    const address = pathOf(path);
    if (!address.startsWith(api) || pages.test(address)) return null;
    const type = header("content-type")?.split(";")[0]?.trim() ?? "";
    const isDocument = /^(text|image)\/|pdf$/.test(type);
    const expected = [...onEveryAnswer, ...(isDocument ? onDocuments : [])];
    const faults = [
      ...expected.filter((name) => header(name) === null).map((name) => `it has no ${name}`),
      ...this.#faultsOf(method, address, { status, type, body }),
    ];
    if (faults.length === 0) return null;
    const said = `${method} ${path} answered ${status} ${type}, which the API's document does not allow:`;
    return [said, ...faults, new TextDecoder().decode(body).slice(0, 600)].join("\n");
  }

  #faultsOf(method: string, address: string, { status, type, body }: Found): string[] {
    const methods = this.#templates.find(({ pattern }) => pattern.test(address))?.operations;
    const operation = methods?.[method === "HEAD" ? "get" : method.toLowerCase()];
    // An unknown address, or an unknown method of one, gets exactly this answer.
    if (!operation) return this.#faultsNowhere({ status, type, body }, methods ? 405 : 404);
    const response = operation.responses[String(status)];
    if (!response) return [`it has no status ${status}`];
    const { content } = response;
    if (!content) return body.length === 0 ? [] : [`it has no content for ${status}`];
    if (method === "HEAD") return [];
    const documented = content[type];
    if (!documented) return [`it has no content of type ${type || "none"} for ${status}`];
    return this.#faultsOfBody(documented.schema ?? {}, type, body);
  }

  #faultsNowhere({ status, type, body }: Found, expected: 404 | 405): string[] {
    // Before anybody looks at the address, a body may be too large, or a page of another site's have sent it.
    if (![expected, 403, 413].includes(status)) return [`it has no such operation: ${expected}`];
    return this.#faultsOfBody({ $ref: "#/components/schemas/Problem" }, type, body);
  }

  #faultsOfBody(schema: JsonSchema, type: string, body: Uint8Array): string[] {
    if (!/\bjson$/.test(type) || body.length === 0) return [];
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return this.#validator.faults(schema, value);
  }
}

function patternOf(path: string): RegExp {
  const parts = path.split(/\{\w+\}/).map((part) => part.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^/]+")}$`);
}

function pathOf(path: string): string {
  const { pathname } = new URL(path, "https://frontrow.test");
  try {
    return decodeURI(pathname);
  } catch {
    return pathname;
  }
}
