import { createExecutionContext } from "cloudflare:test";
import { app } from "../../../src/worker/app.ts";
import type { Env } from "../../../src/worker/env.ts";
import { documentOf } from "../../../src/worker/openapi/operations.ts";
import { type ApiDocument, Documented } from "../documented.ts";

const info = { title: "Frontrow", version: "test", description: "" };
let documented: Documented | null = null;

/** Passes an answer of the Worker to the test, and fails on one that the API's document does not allow. */
export async function mustBeDocumented(request: Request, response: Response): Promise<Response> {
  documented ??= new Documented(documentOf(app, info) as unknown as ApiDocument);
  const { pathname, search } = new URL(request.url);
  const fault = documented.faultOf({
    method: request.method,
    path: pathname + search,
    status: response.status,
    header: (name) => response.headers.get(name),
    body: await bytesOf(response),
  });
  if (fault !== null) throw new Error(fault);
  return response;
}

/** Asks the application past the entry's memory, in surroundings of the test's own. */
export async function askApp(
  request: Request,
  env: Env,
  ctx: ExecutionContext = createExecutionContext(),
): Promise<Response> {
  return await mustBeDocumented(request, await app.fetch(request, env, ctx));
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  if (response.body === null || response.status === 101) return new Uint8Array();
  const bytes = new Uint8Array(await response.clone().arrayBuffer());
  // The platform has decompressed answers from `fetch`, but not those that the application itself produced.
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const plain = new Response(bytes).body?.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain ?? null).arrayBuffer());
}
