import type { AppContext } from "../app-env.ts";
import { edgeCache } from "../caching/edge-cache.ts";

/** One address for each image in the cache, whatever follows it. */
const nameOf = (c: AppContext, path: string) => new Request(new URL(path, c.req.url).href);

/** What this data center knows of an image: its bytes, a 404, or nothing. */
export const imageAtEdge = async (c: AppContext, path: string): Promise<Response | undefined> =>
  await edgeCache()?.match(nameOf(c, path));

export function keepAtEdge(c: AppContext, path: string, response: Response): void {
  const kept = edgeCache()?.put(nameOf(c, path), response);
  if (kept) c.executionCtx.waitUntil(kept.catch(() => undefined));
}

/** Forgets that images were missing, in the data center of the person who has just stored them. */
export async function forgetAtEdge(c: AppContext, paths: readonly string[]): Promise<void> {
  const edge = edgeCache();
  if (edge) await Promise.all(paths.map((path) => edge.delete(nameOf(c, path)).catch(() => false)));
}
