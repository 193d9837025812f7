import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { Provider } from "../../../contract/people/ways-in.ts";
import { accounts } from "../accounts.ts";
import { growingId, hash, moment, written } from "../columns.ts";
import { organizations } from "../organizations.ts";

const account = () =>
  uuid()
    .notNull()
    .references(() => accounts.id);

/** A person at a provider, who can sign in to this account from there. */
export const linkedIdentities = pgTable(
  "linked_identity",
  {
    id: growingId(),
    accountId: account(),
    provider: text().$type<Provider | "openid">().notNull(),
    /** Who says so, and how they call the person. An e-mail address is never the key. */
    issuer: text().notNull(),
    subject: text().notNull(),
    /** As the provider said when it was linked, to be shown. */
    email: text(),
    linkedAt: written(),
    lastUsedAt: moment(),
  },
  (table) => [
    unique("linked_identity_person").on(table.issuer, table.subject),
    unique("linked_identity_once").on(table.accountId, table.issuer),
  ],
);

/** A key pair of WebAuthn; the private key never leaves the person's device. */
export const passkeys = pgTable(
  "passkey",
  {
    id: growingId(),
    accountId: account(),
    /** Both in base64url; the public key is a COSE key. */
    credentialId: text().notNull().unique("passkey_credential"),
    publicKey: text().notNull(),
    /** How often the authenticator has signed, if it counts. */
    counter: bigint({ mode: "number" }).notNull(),
    transports: jsonb().$type<string[]>().notNull(),
    name: text().notNull(),
    isBackedUp: boolean().notNull(),
    createdAt: written(),
    lastUsedAt: moment(),
  },
  (table) => [index("passkey_account").on(table.accountId)],
);

/** The secret that an authenticator app shares with us, encrypted. It counts once it is confirmed. */
export const authenticators = pgTable("authenticator", {
  accountId: uuid()
    .primaryKey()
    .references(() => accounts.id),
  secret: text().notNull(),
  createdAt: written(),
  confirmedAt: moment(),
  /** The last step of 30 seconds whose code was used; neither it nor an earlier one is accepted again. */
  lastStep: integer().notNull().default(0),
});

export const recoveryCodes = pgTable(
  "recovery_code",
  { accountId: account(), codeHash: hash().notNull(), createdAt: written(), usedAt: moment() },
  (table) => [primaryKey({ columns: [table.accountId, table.codeHash] })],
);

/** The tries of the second factor since `since`, until one is right. */
export const factorTries = pgTable(
  "factor_try",
  {
    accountId: uuid()
      .primaryKey()
      .references(() => accounts.id),
    count: integer().notNull(),
    since: written(),
  },
  (table) => [index("factor_try_since").on(table.since)],
);

/** Challenges and answers of providers that have been used, until they would have expired anyway. */
export const spentProofs = pgTable(
  "spent_proof",
  { id: uuid().primaryKey(), expiresAt: moment().notNull() },
  (table) => [index("spent_proof_expiry").on(table.expiresAt)],
);

/** The OpenID provider by which an organization's staff sign in. */
export const organizationProviders = pgTable("organization_provider", {
  organizationId: uuid()
    .primaryKey()
    .references(() => organizations.id),
  issuer: text().notNull(),
  clientId: text().notNull(),
  /** Encrypted. */
  clientSecret: text().notNull(),
  /** The domains of the addresses that may come by it. */
  domains: jsonb().$type<string[]>().notNull(),
  /** Whether staff must come by it. */
  isRequired: boolean().notNull(),
  changedAt: written(),
});
