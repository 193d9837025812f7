import { neon, neonConfig } from "@neondatabase/serverless";
import { drizzle } from "drizzle-orm/neon-http";
import type { Database } from "./database.ts";

export type ConnectSettings = {
  DATABASE_URL: string;
  /** Host and port of a bridge that speaks Neon's protocol in front of another Postgres. */
  NEON_LOCAL_PROXY?: string | undefined;
};

const answerMsMax = 10_000;

let last: { url: string; database: Database } | null = null;

/** Gives the books at an address. Nothing is opened: each query is a request of its own. */
export function connect({ DATABASE_URL, NEON_LOCAL_PROXY }: ConnectSettings): Database {
  // The driver takes these two for the whole process only.
  neonConfig.fetchFunction = fetchInTime;
  if (NEON_LOCAL_PROXY !== undefined) neonConfig.fetchEndpoint = `http://${NEON_LOCAL_PROXY}/sql`;
  if (last?.url !== DATABASE_URL) {
    const database = drizzle({ client: neon(DATABASE_URL), casing: "snake_case" });
    last = { url: DATABASE_URL, database };
  }
  return last.database;
}

// Without a limit a silent network would keep a fan waiting, and an object's alarm running, for minutes. The timer is
// cleared when the answer is here in full: one left running keeps an object from being put to sleep.
async function fetchInTime(url: string, init: RequestInit): Promise<Response> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), answerMsMax);
  try {
    const response = await fetch(url, { ...init, signal: giveUp.signal });
    return new Response(await response.text(), response);
  } finally {
    clearTimeout(timer);
  }
}
