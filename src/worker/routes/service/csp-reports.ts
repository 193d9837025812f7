import { z } from "@hono/zod-openapi";
import { createRouter } from "../../hono.ts";
import { countViolation } from "../../metrics/violations.ts";
import { limitFelt } from "../../requests/limits.ts";
import { reportPath } from "../../requests/safe-headers.ts";
import { ProblemError } from "../../problem.ts";

const bytesMax = 16 * 1024;
const reportsMax = 20;

const Word = z.string().max(2_000).catch("");
/** The older form, one report in each request. */
const Old = z.object({
  "csp-report": z.object({
    "effective-directive": Word,
    "violated-directive": Word,
    "document-uri": Word,
    "blocked-uri": Word,
  }),
});
/** The Reporting API's. */
const New = z.array(
  z.object({
    type: z.string(),
    body: z.object({ effectiveDirective: Word, documentURL: Word, blockedURL: Word }),
  }),
);

type Violation = { directive: string; page: string; blocked: string };

/** Where browsers report what a page's policy has refused. The reports become figures and a line of the log. */
export const cspReports = createRouter();

cspReports.post(reportPath, async (c) => {
  await limitFelt(c);
  const text = await c.req.text();
  if (text.length > bytesMax) throw new ProblemError("body-too-large");
  for (const { directive, page, blocked } of readReports(text)) {
    countViolation(directive, Date.now());
    console.warn("csp:", directive, page, blocked);
  }
  return c.body(null, 204);
});

/** The violations in a body, and none in anything else. */
export function readReports(text: string): Violation[] {
  const body = parsed(text);
  const old = Old.safeParse(body).data?.["csp-report"];
  if (old)
    return [
      {
        directive: (old["effective-directive"] || old["violated-directive"]).split(" ")[0] ?? "",
        page: placeOf(old["document-uri"]),
        blocked: placeOf(old["blocked-uri"]),
      },
    ];
  const found = New.safeParse(body).data ?? [];
  return found
    .filter(({ type }) => type === "csp-violation")
    .slice(0, reportsMax)
    .map(({ body: { effectiveDirective, documentURL, blockedURL } }) => ({
      directive: effectiveDirective,
      page: placeOf(documentURL),
      blocked: placeOf(blockedURL),
    }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** An address without its query, which may be somebody's own; a word such as `inline` as it is. */
function placeOf(address: string): string {
  if (!URL.canParse(address)) return address.replaceAll(/[^\w-]/g, "").slice(0, 40);
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`.slice(0, 200);
}
