import { inject } from "vitest";
import { connect } from "../../../src/db/connection/connect.ts";
import type { Books } from "../books.ts";

/** The books of the site that the browser visits, for states that no screen can reach in time. */
export function siteBooks(): Pick<Books, "db"> {
  const port: number = inject("siteBridgePort");
  const settings = {
    DATABASE_URL: inject("siteDatabaseUrl"),
    NEON_LOCAL_PROXY: `127.0.0.1:${port}`,
  };
  return { db: connect(settings) };
}
