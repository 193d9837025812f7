import { neon, neonConfig, type NeonQueryFunction } from "@neondatabase/serverless";
import { drizzle } from "drizzle-orm/neon-http";
import type { Role, Scope } from "../../contract/admin/rights.ts";
import type { Database } from "./database.ts";

export type ConnectSettings = {
  DATABASE_URL: string;
  /** Host and port of a bridge that speaks Neon's protocol in front of another Postgres. */
  NEON_LOCAL_PROXY?: string | undefined;
};

const answerMsMax = 10_000;

type Driver = NeonQueryFunction<false, false>;
/** All that the driver wants of a response. */
type Answer = Pick<Response, "ok" | "status" | "text"> & { json(): Promise<unknown> };

let last: { url: string; driver: Driver; database: Database } | null = null;

/** Gives the books at an address. Nothing is opened: each query is a request of its own. */
export function connect(settings: ConnectSettings): Database {
  return opened(settings).database;
}

/** What the books look at before they answer, in the same transaction; it stops a query by an error of its own. */
export type Look = { text: string; params: unknown[] };

/** Stops with `endedSession` once the session has been ended. */
export const liveSession = (sessionId: string): Look => ({
  text: "SELECT require_live_session($1)",
  params: [sessionId],
});

/** Stops also with `noStaff` once the account has none of the roles any more for this part of the organization. */
export const staffOf = (
  sessionId: string,
  { organizationId, concertIds }: Scope,
  roles: readonly Role[],
  origin: string,
): Look => ({
  text: "SELECT require_staff($1, $2, $3, $4, $5)",
  params: [sessionId, organizationId, [...roles], concertIds, origin],
});

/** Stops with `madeBefore` or `madeOtherwise` once something was made with this id, which is derived from a key. */
export const creation = (id: string, requestHash: string): Look => ({
  text: "SELECT begin_creation($1, $2)",
  params: [id, requestHash],
});

/** The books for somebody who may be allowed no more: each query goes in one batch with looks, at no round trip of its own. */
export function connectFor(looks: readonly Look[], settings: ConnectSettings): Database {
  const { driver } = opened(settings);
  const query = async (text: string, params: unknown[], options: object) => {
    const all = [...looks, { text, params }].map((one) => driver.query(one.text, one.params));
    return (await driver.transaction(all, options)).at(-1);
  };
  // Drizzle uses nothing else of a driver, and only awaits the result.
  return drizzle({ client: { query } as unknown as Driver, casing: "snake_case" });
}

function opened({ DATABASE_URL, NEON_LOCAL_PROXY }: ConnectSettings) {
  // The driver takes these two for the whole process only.
  neonConfig.fetchFunction = fetchInTime;
  if (NEON_LOCAL_PROXY !== undefined) neonConfig.fetchEndpoint = `http://${NEON_LOCAL_PROXY}/sql`;
  if (last?.url !== DATABASE_URL) {
    const driver = neon(DATABASE_URL);
    last = {
      url: DATABASE_URL,
      driver,
      database: drizzle({ client: driver, casing: "snake_case" }),
    };
  }
  return last;
}

// Without a limit a silent network would keep a fan waiting, and an object's alarm running, for minutes. The timer is
// cleared when the answer is here in full: one left running keeps an object from being put to sleep.
async function fetchInTime(url: string, init: RequestInit): Promise<Answer> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), answerMsMax);
  try {
    const response = await fetch(url, { ...init, signal: giveUp.signal });
    const { ok, status } = response;
    const text = await response.text();
    return { ok, status, text: async () => text, json: async () => JSON.parse(text) as unknown };
  } finally {
    clearTimeout(timer);
  }
}
