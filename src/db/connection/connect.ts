import { neon, neonConfig, type NeonQueryFunction } from "@neondatabase/serverless";
import { drizzle } from "drizzle-orm/neon-http";
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

const looks = {
  session: "SELECT require_live_session($1)",
  admin: "SELECT require_live_admin($1)",
};

/**
 * The books for somebody whose session may have been ended, or who may be an admin no more: each query goes in one batch
 * with a look at that, and stops with `endedSession` or `noAdmin`. It costs no round trip of its own.
 */
export function connectFor(
  lookAt: keyof typeof looks,
  sessionId: string,
  settings: ConnectSettings,
): Database {
  const { driver } = opened(settings);
  const query = async (text: string, params: unknown[], options: object) => {
    const look = driver.query(looks[lookAt], [sessionId]);
    const [, answer] = await driver.transaction([look, driver.query(text, params)], options);
    return answer;
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
