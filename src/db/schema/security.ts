import { index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { SecurityDetail, SecurityKind } from "../../contract/admin/security-events.ts";
import { growingId, written } from "./columns.ts";

/** Who got in and who tried to, and what else concerns safety. Addresses and emails are reduced; kept for 90 days. */
export const securityEvents = pgTable(
  "security_event",
  {
    id: growingId(),
    at: written(),
    kind: text().$type<SecurityKind>().notNull(),
    /** Without a reference, since an account may be erased before it. */
    accountId: uuid(),
    /** A /24, or a /64 of IPv6. */
    network: text(),
    country: text(),
    /** A keyed hash, and the domain. */
    emailHash: text(),
    emailDomain: text(),
    browser: text(),
    detail: jsonb().$type<SecurityDetail>().notNull().default({}),
    /** The same at the same moment is one row. */
    times: integer().notNull().default(1),
    requestId: text(),
  },
  (table) => [
    index("security_event_kind").on(table.kind, table.id),
    index("security_event_account").on(table.accountId, table.id),
  ],
);
