import { readImagePath } from "../../../contract/images/addresses.ts";
import type { AppContext } from "../../app-env.ts";
import { createRouter } from "../../hono.ts";
import { readImage } from "../../images/image-store.ts";
import { ProblemError } from "../../problem.ts";

/** The address has the hash of the content, which therefore never changes. */
const cacheControl = "public, max-age=31536000, immutable";

/** Uploaded images. They are not kept in an isolate's memory, where they would crowd out the answers of the API. */
export const images = createRouter();

images.get("/images/:hash/:file", async (c) => {
  const address = readImagePath(c.req.path);
  if (!address) throw new ProblemError("not-found");
  // One address for each image in the cache, whatever follows it.
  const name = new URL(c.req.path, c.req.url).href;
  const atEdge = await edgeCache()?.match(new Request(name));
  if (atEdge) return unlessKnown(c, atEdge);
  const { IMAGES_BUCKET: bucket } = c.env;
  const stored = bucket && (await readImage(bucket, address));
  if (!stored) throw new ProblemError("not-found");
  const headers = {
    "content-type": stored.httpMetadata?.contentType ?? "application/octet-stream",
    "content-length": String(stored.size),
    "cache-control": cacheControl,
    etag: stored.httpEtag,
  };
  const bytes = await stored.arrayBuffer();
  const edge = edgeCache();
  if (edge) {
    const copy = new Response(bytes, { headers });
    c.executionCtx.waitUntil(edge.put(new Request(name), copy).catch(() => undefined));
  }
  return unlessKnown(c, new Response(bytes, { headers }));
});

/** 304 to a browser that has it already. */
function unlessKnown(c: AppContext, { body, headers: all }: Response): Response {
  const headers = new Headers(all);
  const etag = headers.get("etag") ?? "";
  const known = c.req.header("if-none-match")?.split(",") ?? [];
  if (!known.some((tag) => tag.trim().replace(/^W\//, "") === etag))
    return new Response(body, { headers });
  headers.delete("content-length");
  return new Response(null, { status: 304, headers });
}

/** The cache of this data center, or none: raw workerd has no cache. */
const edgeCache = (): Cache | null =>
  typeof caches === "undefined" ? null : (caches as unknown as { default: Cache }).default;
