import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { hash, written } from "./columns.ts";
import { presales } from "./concerts.ts";

const presaleId = () =>
  uuid()
    .notNull()
    .references(() => presales.id);

/** A code that opens a presale for a limited number of accounts. Stored as a hash, like a password. */
export const presaleCodes = pgTable(
  "presale_code",
  {
    presaleId: presaleId(),
    codeHash: hash().notNull(),
    usesMax: integer().notNull(),
    uses: integer().notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.presaleId, table.codeHash] }),
    check("presale_code_uses", sql`${table.uses} BETWEEN 0 AND ${table.usesMax}`),
  ],
);

/** The list of accounts that need no code for a presale. */
export const presaleMembers = pgTable(
  "presale_member",
  { presaleId: presaleId(), email: text().notNull() },
  (table) => [primaryKey({ columns: [table.presaleId, table.email] })],
);

/** The accounts verified for a presale, once each, by code or by list. */
export const presaleGrants = pgTable(
  "presale_grant",
  {
    presaleId: presaleId(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    /** Null for a member of the list. */
    codeHash: hash(),
    createdAt: written(),
  },
  (table) => [
    primaryKey({ columns: [table.presaleId, table.accountId] }),
    index("presale_grant_account").on(table.accountId),
  ],
);
