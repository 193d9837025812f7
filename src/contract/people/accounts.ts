import { z } from "@hono/zod-openapi";
import { Id, Time } from "../ids.ts";
import { consentItems, consentVersions, fullConsent } from "./consent.ts";

export const Locale = z.enum(["ko", "en"]);

const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email())
  .meta({ example: "haneul@example.com" });
const password = z.string().min(10).max(200).meta({ description: "10 characters or more" });
/**
 * The name is checked at the door and appears in mails, so it must be visible and must not contain direction
 * overrides.
 */
const name = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .refine((text) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text), "must have a letter")
  .refine(
    (text) => !/[\u202a-\u202e\u2066-\u2069]/.test(text),
    "has characters that turn text around",
  )
  .meta({ example: "김하늘" });

export const Account = z
  .strictObject({
    id: Id,
    email: z.string(),
    name: z.string(),
    isStaff: z.boolean().meta({ description: "Works for an organization" }),
    locale: Locale,
    createdAt: Time,
  })
  .meta({ id: "Account" });

/** Stored with the account; the account's creation is the time of the consent. */
export const Consent = z
  .strictObject({
    version: z.enum(consentVersions).meta({ description: "The version of the texts shown" }),
    items: z
      .array(z.enum(consentItems))
      .length(consentItems.length)
      .refine((items) => new Set(items).size === items.length, "Each comes once"),
  })
  .meta({
    id: "Consent",
    description: "Agreement to the terms of use and to the privacy notice, both of them",
    example: fullConsent,
  });
export const SignUp = z
  .strictObject({ email, password, name, locale: Locale.default("ko"), consent: Consent })
  .meta({ id: "SignUp" });
export const LogIn = z
  .strictObject({ email, password: z.string().min(1).max(200) })
  .meta({ id: "LogIn" });
export const Refresh = z.strictObject({ refreshToken: z.string().max(200).optional() }).meta({
  id: "Refresh",
  description:
    "A program sends its refresh token. A browser sends `{}`, because its cookie holds the token.",
});
export const ResetRequest = z.strictObject({ email }).meta({ id: "PasswordResetRequest" });
export const NewPassword = z
  .strictObject({
    token: z.string().max(1_000).meta({ description: "The token from the mailed link" }),
    password,
  })
  .meta({ id: "NewPassword" });
export const ProfileChange = z
  .strictObject({ name: name.optional(), locale: Locale.optional() })
  .meta({ id: "ProfileChange" });

/** The result of signing in. Browsers get the same tokens as HttpOnly cookies and need not read them. */
export const Session = z
  .strictObject({
    account: Account,
    accessToken: z.string(),
    accessTokenExpiresAt: Time,
    refreshToken: z.string(),
  })
  .meta({ id: "Session" });

export type Account = z.infer<typeof Account>;
export type Locale = z.infer<typeof Locale>;
export type SignUp = z.infer<typeof SignUp>;
export type LogIn = z.infer<typeof LogIn>;
export type NewPassword = z.infer<typeof NewPassword>;
export type ProfileChange = z.infer<typeof ProfileChange>;
export type Session = z.infer<typeof Session>;
