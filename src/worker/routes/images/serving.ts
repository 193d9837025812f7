import { readImagePath } from "../../../contract/images/addresses.ts";
import type { AppContext } from "../../app-env.ts";
import { createRouter } from "../../hono.ts";
import { imageAtEdge, keepAtEdge } from "../../images/edge-images.ts";
import { readImage } from "../../images/image-store.ts";
import { ProblemError } from "../../problem.ts";

/** The address has the hash of the content, which therefore never changes. */
const cacheControl = "public, max-age=31536000, immutable";

/** Whatever is asked for at an address that does not exist would otherwise be read from the bucket each time. */
const missing = { "cache-control": "public, max-age=60" };

/** Uploaded images. They are not kept in an isolate's memory, where they would crowd out the answers of the API. */
export const images = createRouter();

images.get("/images/:hash/:file", async (c) => {
  const address = readImagePath(c.req.path);
  if (!address) throw new ProblemError("not-found");
  const atEdge = await imageAtEdge(c, c.req.path);
  if (atEdge?.status === 404) throw new ProblemError("not-found");
  if (atEdge) return unlessKnown(c, atEdge);
  const { IMAGES_BUCKET: bucket } = c.env;
  const stored = bucket && (await readImage(bucket, address));
  if (!stored) {
    keepAtEdge(c, c.req.path, new Response(null, { status: 404, headers: missing }));
    throw new ProblemError("not-found");
  }
  const headers = {
    "content-type": stored.httpMetadata?.contentType ?? "application/octet-stream",
    "content-length": String(stored.size),
    "cache-control": cacheControl,
    etag: stored.httpEtag,
  };
  const bytes = await stored.arrayBuffer();
  keepAtEdge(c, c.req.path, new Response(bytes, { headers }));
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
