import { z } from "@hono/zod-openapi";
import { Id, Time } from "../ids.ts";
import { page } from "../paging.ts";

/** What the security log records. */
export const SecurityKind = z
  .enum([
    "signed-up",
    "signed-in",
    "sign-in-failed",
    "signed-out",
    "session-ended",
    "refresh-reused",
    "reset-asked",
    "password-changed",
    "email-changed",
    "factor-added",
    "factor-removed",
    "factor-passed",
    "factor-failed",
    "identity-linked",
    "identity-unlinked",
    "role-changed",
    "person-looked-at",
    "data-exported",
    "withdrawn",
    "limit-hit",
  ])
  .meta({ id: "SecurityKind" });
export type SecurityKind = z.infer<typeof SecurityKind>;
export const securityKinds = SecurityKind.options;

export const SecurityDetail = z.record(
  z.string().max(40),
  z.union([z.string().max(200), z.number(), z.boolean(), z.null()]),
);
export type SecurityDetail = z.infer<typeof SecurityDetail>;

/** An entry of the security log. Neither an address nor an email is in it as it was. */
export const SecurityEvent = z
  .strictObject({
    id: Id,
    at: Time,
    kind: SecurityKind,
    accountId: Id.nullable().meta({ description: "Whose account it was about, if known" }),
    network: z
      .string()
      .nullable()
      .meta({ description: "The network it came from: a /24, or a /64 of IPv6" }),
    country: z.string().nullable().meta({ description: "Where that is, as the edge says" }),
    emailHash: z.string().nullable().meta({
      description: "A keyed hash of the email: the same for the same email until the key changes",
    }),
    emailDomain: z.string().nullable(),
    browser: z.string().nullable(),
    detail: SecurityDetail,
    times: z.int().positive().meta({ description: "How often it happened in the same moment" }),
    requestId: z.string().nullable(),
  })
  .meta({ id: "SecurityEvent" });
export type SecurityEvent = z.infer<typeof SecurityEvent>;
export const SecurityEvents = page(SecurityEvent).meta({ id: "SecurityEvents" });
