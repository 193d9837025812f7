import type { SecurityDetail, SecurityKind } from "../../contract/admin/security-events.ts";
import { connect } from "../../db/connection/connect.ts";
import { type NewSecurityEvent, writeSecurityEvents } from "../../db/security/security-log.ts";
import { routePath } from "hono/route";
import { IsolateCache } from "../caching/isolate-cache.ts";
import type { AppContext } from "../app-env.ts";
import type { Env } from "../env.ts";
import { addressOf } from "../requests/network.ts";
import { reducedAddress, reducedEmail } from "./reduced.ts";

export type Happened = {
  kind: SecurityKind;
  /** Whose account it is about, if that is known. */
  accountId?: string | null;
  /** Only its keyed hash and its domain are kept. */
  email?: string;
  /** A few plain facts, such as the method of a sign-in. No secret, no name, no address. */
  detail?: SecurityDetail;
};

/** Events of this isolate that are not written yet. A flood becomes fewer rows rather than a longer list. */
const waiting = new Map<string, NewSecurityEvent>();
const waitingMax = 500;
/** A request that was to write may have been cut off; after this long the next one writes. */
const patienceMs = 5_000;
let writingSince = 0;

/**
 * Records an event in the security log. It costs the request nothing: events are written after the answer, those of many
 * requests together.
 */
export function recordSecurity(c: AppContext, happened: Happened): void {
  c.executionCtx.waitUntil(keep(c, happened).then(() => writeAll(c.env)));
}

/** Records that staff have looked at somebody's personal data. The account is whoever looked. */
export const recordLook = (c: AppContext, detail: SecurityDetail): void =>
  recordSecurity(c, { kind: "person-looked-at", accountId: c.var.session.accountId, detail });

// A flood against a limit must not become a flood of rows.
const recentLimits = new IsolateCache<true>({ freshMs: 60_000, countMax: 5_000 });

/** Records that a limit was hit: at most once a minute for an operation, a network and an account. */
export function recordLimit(c: AppContext): void {
  const accountId = c.get("session")?.accountId ?? null;
  const operation = `${c.req.method} ${routePath(c) || c.req.path.replaceAll(anId, ":id")}`;
  const key = `${operation} ${reducedAddress(addressOf(c))} ${accountId}`;
  if (recentLimits.fresh(key)) return;
  recentLimits.keep(key, true);
  recordSecurity(c, { kind: "limit-hit", accountId, detail: { operation } });
}
const anId = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

async function keep(c: AppContext, { kind, accountId, email, detail }: Happened): Promise<void> {
  const country = (c.req.raw.cf as { country?: unknown } | undefined)?.country;
  const reduced =
    email === undefined ? { emailHash: null, emailDomain: null } : await reducedEmail(c.env, email);
  const event = {
    kind,
    accountId: accountId ?? null,
    network: reducedAddress(addressOf(c)),
    country: typeof country === "string" ? country : null,
    ...reduced,
    browser: c.req.header("user-agent")?.slice(0, 200) ?? null,
    detail: detail ?? {},
  };
  const same = JSON.stringify(event);
  const known = waiting.get(same);
  if (known) known.times += 1;
  else if (waiting.size < waitingMax)
    waiting.set(same, {
      ...event,
      atMs: Date.now(),
      times: 1,
      requestId: c.var.requestId ?? null,
    });
}

/** One request writes, and what happens meanwhile goes with its next turn. */
async function writeAll(env: Env): Promise<void> {
  if (Date.now() - writingSince < patienceMs) return;
  while (waiting.size > 0) {
    writingSince = Date.now();
    const events = [...waiting.values()];
    waiting.clear();
    try {
      await writeSecurityEvents(connect(env), events);
    } catch (error) {
      // The log's own trouble never becomes a fan's. These events are lost, and the Worker's log says how many.
      console.error("security log:", events.length, String(error));
      break;
    }
  }
  writingSince = 0;
}
