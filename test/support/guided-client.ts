import { randomUUID } from "node:crypto";
import { type ApiDocument, Documented } from "./documented.ts";
import { type JsonSchema, Validator } from "./json-schema.ts";

type Operation = {
  operationId: string;
  security?: object[];
  parameters: {
    name: string;
    in: "path" | "query" | "header";
    required: boolean;
    schema: JsonSchema;
  }[];
  requestBody?: { required: boolean; content: Record<string, { schema?: JsonSchema }> };
};
type Step = {
  operationId: string;
  parameters?: Record<string, string>;
  body?: object;
  keeps?: Record<string, string>;
};
export type GuidedDocument = ApiDocument & {
  paths: Record<string, Record<string, Operation>>;
  "x-guides": { title: string; steps: Step[] }[];
};

/** A client that knows nothing but the API's document, and follows its guides to the letter. */
export class GuidedClient {
  /** The values of the guides' `$NAME`s. */
  readonly values = new Map<string, unknown>();
  readonly #site: string;
  readonly #document: GuidedDocument;
  readonly #documented: Documented;
  readonly #validator: Validator;

  private constructor(site: string, document: GuidedDocument) {
    this.#site = site;
    this.#document = document;
    this.#documented = new Documented(document);
    this.#validator = new Validator(document.components.schemas);
  }

  static async of(site: string, own: Record<string, string>): Promise<GuidedClient> {
    const response = await fetch(`${site}/api/v1/openapi.json`);
    const client = new GuidedClient(site, (await response.json()) as GuidedDocument);
    for (const [name, value] of Object.entries(own)) client.values.set(name, value);
    return client;
  }

  /** Follows one guide; `between` performs the user's actions after a step, such as paying at the checkout. */
  async follow(title: string, between: (client: GuidedClient) => Promise<void>): Promise<unknown> {
    const guide = this.#document["x-guides"].find((each) => each.title === title);
    if (!guide) throw new Error(`the document has no guide "${title}"`);
    let last: unknown;
    for (const step of guide.steps) {
      last = await this.#take(step);
      await between(this);
    }
    return last;
  }

  async #take(step: Step): Promise<unknown> {
    const { method, path, operation } = this.#operationOf(step.operationId);
    const request = this.#requestOf(step, path, operation);
    const response = await fetch(this.#site + request.address, {
      method: method.toUpperCase(),
      headers: request.headers,
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    const body = new Uint8Array(await response.arrayBuffer());
    const text = new TextDecoder().decode(body);
    const { status, headers } = response;
    const header = (name: string) => headers.get(name);
    const answered = { method: method.toUpperCase(), path: request.address, status, header, body };
    const fault = this.#documented.faultOf(answered);
    if (fault !== null) throw new Error(fault);
    if (!response.ok) throw new Error(`${step.operationId} was answered ${status}: ${text}`);
    const said: unknown = JSON.parse(text);
    for (const [name, pointer] of Object.entries(step.keeps ?? {}))
      this.values.set(name, at(said, pointer));
    return said;
  }

  #operationOf(operationId: string) {
    for (const [path, methods] of Object.entries(this.#document.paths))
      for (const [method, operation] of Object.entries(methods))
        if (operation.operationId === operationId) return { method, path, operation };
    throw new Error(`the document has no operation ${operationId}`);
  }

  #requestOf({ parameters = {}, body }: Step, path: string, operation: Operation) {
    const headers: Record<string, string> = {};
    const query = new URLSearchParams();
    let address = path;
    for (const { name, in: where, required } of operation.parameters) {
      const written = name === "Idempotency-Key" ? randomUUID() : parameters[name];
      if (written === undefined) {
        if (required) throw new Error(`${operation.operationId} needs ${name}`);
        continue;
      }
      const value = String(this.#filled(written));
      if (where === "path") address = address.replace(`{${name}}`, encodeURIComponent(value));
      if (where === "query") query.set(name, value);
      if (where === "header") headers[name] = value;
    }
    if (operation.security) headers["Authorization"] = `Bearer ${String(this.#filled("$TOKEN"))}`;
    if (query.size > 0) address += `?${query.toString()}`;
    if (body === undefined) return { address, headers, body: undefined };
    const [[type, { schema }] = ["", {}]] = Object.entries(operation.requestBody?.content ?? {});
    headers["Content-Type"] = type;
    const filled = this.#filled(body);
    const faults = this.#validator.faults(schema ?? {}, filled);
    if (faults.length > 0)
      throw new Error(`the body of ${operation.operationId} is not documented: ${faults.join()}`);
    return { address, headers, body: JSON.stringify(filled) };
  }

  #filled(template: unknown): unknown {
    if (Array.isArray(template)) return template.map((each) => this.#filled(each));
    if (typeof template === "object" && template !== null)
      return Object.fromEntries(
        Object.entries(template).map(([name, each]) => [name, this.#filled(each)]),
      );
    const [, name] = /^\$([A-Z_]+)$/.exec(String(template)) ?? [];
    if (name === undefined) return template;
    const value = this.values.get(name);
    if (value === undefined || value === null) throw new Error(`nobody gave a $${name}`);
    return value;
  }
}

function at(value: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .reduce<unknown>((each, part) => (each as Record<string, unknown> | null)?.[part], value);
}
