import type { NotFoundHandler } from "hono";
import type { AppEnv } from "../app-env.ts";
import { problemResponse } from "../problem.ts";

type Route = { method: string; path: string };

/** Distinguishes an unknown address from an unknown method. */
export function unknownRoute(routes: () => Route[]): NotFoundHandler<AppEnv> {
  let known: { method: string; pattern: RegExp }[] | null = null;
  return (c) => {
    known ??= routes()
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => ({ method, pattern: patternOf(path) }));
    const methods = known.filter(({ pattern }) => pattern.test(c.req.path)).map((r) => r.method);
    if (methods.length === 0) return problemResponse(c, "not-found");
    if (methods.includes("GET")) methods.push("HEAD");
    const response = problemResponse(c, "method-not-allowed");
    response.headers.set("allow", [...new Set(methods)].sort().join(", "));
    return response;
  };
}

function patternOf(path: string): RegExp {
  const parts = path.split("/").map((part) => {
    if (part.startsWith(":")) return "[^/]+";
    return part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  });
  return new RegExp(`^${parts.join("/")}$`);
}
