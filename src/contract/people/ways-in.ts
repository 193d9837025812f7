import { z } from "@hono/zod-openapi";
import { Id, Time } from "../ids.ts";
import { Consent, Locale, Session } from "./accounts.ts";

/** Whom people can sign in with, in the order of the buttons. */
export const providers = ["kakao", "naver", "google"] as const;
export const Provider = z.enum(providers).meta({ id: "Provider" });
export type Provider = z.infer<typeof Provider>;

const base64Url = z
  .string()
  .max(4_000)
  .regex(/^[\w-]*$/);
const token = z.string().min(1).max(2_000);
const code = z
  .string()
  .regex(/^\d{6}$/)
  .meta({ description: "The six digits that the authenticator app shows", example: "287082" });
const recoveryCode = z
  .string()
  .max(40)
  .meta({ description: "One of the ten recovery codes", example: "4F7K-Q2MX-9TRD-HB3W" });
const passkeyName = z.string().trim().min(1).max(60).meta({ example: "My phone" });

/** What a browser gives back from `navigator.credentials.create`. */
export const PasskeyMade = z
  .strictObject({
    id: base64Url,
    transports: z.array(z.string().max(20)).max(10).default([]),
    clientDataJSON: base64Url,
    attestationObject: z
      .string()
      .max(20_000)
      .regex(/^[\w-]+$/),
  })
  .meta({ id: "PasskeyMade" });
export type PasskeyMade = z.infer<typeof PasskeyMade>;

/** What a browser gives back from `navigator.credentials.get`. */
export const PasskeySigned = z
  .strictObject({
    id: base64Url,
    clientDataJSON: base64Url,
    authenticatorData: base64Url,
    signature: base64Url,
    userHandle: base64Url.nullish(),
  })
  .meta({ id: "PasskeySigned" });
export type PasskeySigned = z.infer<typeof PasskeySigned>;

const passkeyAnswer = z.strictObject({
  challenge: token.meta({ description: "The token that came with the challenge" }),
  signed: PasskeySigned,
});

/** A challenge for `navigator.credentials`, good for one answer. */
export const PasskeyChallenge = z
  .strictObject({
    token: z.string().meta({ description: "Comes back with the answer" }),
    challenge: z.string(),
    rpId: z.string(),
    expiresAt: Time,
    credentials: z
      .array(z.strictObject({ id: z.string(), transports: z.array(z.string()) }))
      .meta({ description: "The passkeys that may answer; none for any, or that exist already" }),
    user: z
      .strictObject({ id: z.string(), name: z.string(), displayName: z.string() })
      .nullable()
      .meta({ description: "For whom a passkey is made; null to sign in" }),
  })
  .meta({ id: "PasskeyChallenge" });
export type PasskeyChallenge = z.infer<typeof PasskeyChallenge>;

export const NewPasskey = z
  .strictObject({ challenge: token, made: PasskeyMade, name: passkeyName })
  .meta({ id: "NewPasskey" });
export const PasskeyName = z.strictObject({ name: passkeyName }).meta({ id: "PasskeyName" });
export const PasskeyLogIn = passkeyAnswer.meta({ id: "PasskeyLogIn" });

export const Passkey = z
  .strictObject({
    id: Id,
    name: z.string(),
    createdAt: Time,
    lastUsedAt: Time.nullable(),
    isBackedUp: z.boolean().meta({ description: "It is kept by the person's provider as well" }),
  })
  .meta({ id: "Passkey" });
export type Passkey = z.infer<typeof Passkey>;

export const LinkedIdentity = z
  .strictObject({
    id: Id,
    provider: z.enum([...providers, "openid"]),
    email: z.string().nullable(),
    linkedAt: Time,
    lastUsedAt: Time.nullable(),
  })
  .meta({ id: "LinkedIdentity" });
export type LinkedIdentity = z.infer<typeof LinkedIdentity>;

export const factors = ["app", "passkey", "recovery"] as const;
export const Factor = z.enum(factors);
export type Factor = z.infer<typeof Factor>;

/** All the ways into an account. */
export const WaysIn = z
  .strictObject({
    hasPassword: z.boolean(),
    passkeys: z.array(Passkey),
    linked: z.array(LinkedIdentity),
    authenticator: z
      .strictObject({ since: Time })
      .nullable()
      .meta({ description: "The authenticator app; null for none" }),
    recoveryCodesLeft: z.int(),
    available: z
      .array(Provider)
      .meta({ description: "The providers with which people can sign in here" }),
    hasApps: z.boolean().meta({ description: "Authenticator apps can be set up here" }),
    provedAt: Time.meta({ description: "When the person last proved to be who they are" }),
    isTwofold: z.boolean().meta({ description: "This session has shown a second factor" }),
    mustBeTwofold: z.boolean().meta({ description: "Staff's pages ask for a second factor" }),
  })
  .meta({ id: "WaysIn" });
export type WaysIn = z.infer<typeof WaysIn>;

/** What the sign-in page offers. */
export const SignInChoices = z
  .strictObject({ providers: z.array(Provider) })
  .meta({ id: "SignInChoices" });

/** The password, or the provider, was right, and the account asks for a second factor. */
export const SecondStep = z
  .strictObject({
    secondStep: z.strictObject({
      token: z.string(),
      factors: z.array(Factor),
      expiresAt: Time,
    }),
  })
  .meta({ id: "SecondStep" });
export type SecondStep = z.infer<typeof SecondStep>;

export const SignedInOrNot = z.union([Session, SecondStep]);
export type SignedInOrNot = z.infer<typeof SignedInOrNot>;

const aFactor = {
  code: code.optional(),
  recoveryCode: recoveryCode.optional(),
  passkey: passkeyAnswer.optional(),
};
const countOf = (...given: unknown[]) => given.filter((each) => each !== undefined).length;

export const SecondStepAnswer = z
  .strictObject({ token, ...aFactor })
  .refine(
    ({ code, recoveryCode, passkey }) => countOf(code, recoveryCode, passkey) === 1,
    "takes one factor",
  )
  .meta({ id: "SecondStepAnswer" });
export type SecondStepAnswer = z.infer<typeof SecondStepAnswer>;

/** Proves once more who is there, in the session that asks. */
export const Proof = z
  .strictObject({ password: z.string().min(1).max(200).optional(), ...aFactor })
  .refine((given) => countOf(...Object.values(given)) === 1, "takes one proof")
  .meta({ id: "Proof" });
export type Proof = z.infer<typeof Proof>;

/** The secret for an authenticator app, shown until the first code confirms it. */
export const NewAuthenticator = z
  .strictObject({
    secret: z.string().meta({ description: "In base32, to be typed in" }),
    uri: z.string().meta({ description: "The same for a QR code" }),
  })
  .meta({ id: "NewAuthenticator" });
export type NewAuthenticator = z.infer<typeof NewAuthenticator>;
export const AuthenticatorCode = z.strictObject({ code }).meta({ id: "AuthenticatorCode" });

/** Shown once; only their hashes are kept. */
export const RecoveryCodes = z
  .strictObject({ codes: z.array(z.string()) })
  .meta({ id: "RecoveryCodes" });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

/** Where the browser goes to sign in with a provider. */
export const ProviderVisit = z.strictObject({ url: z.string() }).meta({ id: "ProviderVisit" });

/** Somebody whom a provider knows and who has no account here yet. */
export const PendingPerson = z
  .strictObject({
    provider: Provider,
    name: z.string(),
    email: z.string().nullable(),
    isEmailVerified: z.boolean().meta({
      description: "If not, a code must be sent to the address first",
    }),
  })
  .meta({ id: "PendingPerson" });
export type PendingPerson = z.infer<typeof PendingPerson>;

export const Pending = z
  .strictObject({
    person: PendingPerson.nullable(),
    secondStep: SecondStep.shape.secondStep.nullable(),
  })
  .meta({ id: "PendingSignIn" });
export type Pending = z.infer<typeof Pending>;

export const ProviderSignUp = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    locale: Locale.default("ko"),
    consent: Consent,
  })
  .meta({ id: "ProviderSignUp" });
export type ProviderSignUp = z.infer<typeof ProviderSignUp>;

export const SecondStepToken = z.strictObject({ token }).meta({ id: "SecondStepToken" });
