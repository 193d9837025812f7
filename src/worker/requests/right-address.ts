import { problems } from "../../contract/problems.ts";
import { requestIdOf } from "./request-id.ts";
import { withSafeHeaders } from "./safe-headers.ts";
import { pinnedSite } from "./site.ts";

type Settings = { SITE_URL?: string; CORS_ORIGINS?: string };

/**
 * The answer to a request that came to another host than the site's, or without TLS; null for one that came right. No
 * page, cookie or cached answer is ever made for such an address.
 */
export function atWrongAddress(request: Request, env: Settings): Response | null {
  const site = pinnedSite(env.SITE_URL);
  if (site === null || request.url.startsWith(`${site.origin}/`)) return null;
  const id = requestIdOf(request);
  const isRead = request.method === "GET" || request.method === "HEAD";
  const response =
    isRead && !request.headers.has("upgrade") ? moved(request, site) : misdirected(id, site);
  return withSafeHeaders(response, request, { id, allowed: undefined });
}

function moved(request: Request, site: URL): Response {
  const { pathname, search } = new URL(request.url);
  return new Response(null, {
    status: 308,
    headers: { location: site.origin + pathname + search },
  });
}

function misdirected(id: string, site: URL): Response {
  const code = "invalid-request";
  const { status, title } = problems[code];
  const detail = `This is not the address of the site: send it to ${site.origin}`;
  const body = { type: `/problems/${code}`, title, status, code, detail, instance: id };
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/problem+json" },
  });
}
