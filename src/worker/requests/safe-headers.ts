import { corsHeaders } from "./cors.ts";
import { isLocalHost } from "./site.ts";

type Fields = Readonly<Record<string, string>>;

/** Where browsers report what a policy has refused. */
export const reportPath = "/csp-reports";
/** The end of every policy of a document. */
export const policyReports = `report-uri ${reportPath}; report-to csp`;

/** The powers of a browser that no page of ours uses. */
const permissions =
  "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), " +
  "magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()";

/** On every answer. No other site may load any of them as its own part, except the pictures made for that. */
const onAll: Fields = {
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
};
/** Browsers obey these only in documents; on each poll of JSON they would be wasted bytes. */
const onDocuments: Fields = {
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": permissions,
  "reporting-endpoints": `csp="${reportPath}"`,
  "content-security-policy": `default-src 'none'; frame-ancestors 'none'; ${policyReports}`,
};
const onHttps: Fields = { "strict-transport-security": "max-age=31536000; includeSubDomains" };
/** Headers that an answer can set itself. */
const ofTheirOwn = new Set([
  "cache-control",
  "content-security-policy",
  "cross-origin-opener-policy",
  "permissions-policy",
]);
/** Types that no browser draws as a document, together with `nosniff`. */
const data = /^application\/(json|jsonl|problem\+json|octet-stream)\b/;

/** Puts the headers on an answer that every answer of its type has, wherever it comes from. */
export function withSafeHeaders(
  response: Response,
  request: Request,
  { id, allowed }: { id: string; allowed: string | undefined },
): Response {
  const { headers, status } = response;
  const type = headers.get("content-type");
  const isData = type === null ? status === 204 || status === 101 : data.test(type);
  put(headers, onAll);
  if (!isData) put(headers, onDocuments);
  if (request.url.startsWith("https:") && !isLocalHost(new URL(request.url).hostname))
    put(headers, onHttps);
  if (allowed) put(headers, corsHeaders(request, allowed));
  headers.set("x-request-id", id);
  return response;
}

function put(headers: Headers, more: Fields): void {
  for (const [name, value] of Object.entries(more)) {
    if (name === "vary") headers.append(name, value);
    else if (!ofTheirOwn.has(name) || !headers.has(name)) headers.set(name, value);
  }
}
