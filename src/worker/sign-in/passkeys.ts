import type {
  PasskeyChallenge,
  PasskeyMade,
  PasskeySigned,
} from "../../contract/people/ways-in.ts";
import { universalTime } from "../../db/catalog/universal-time.ts";
import type { KnownPasskey, SpentProof } from "../../db/sign-in/passkeys.ts";
import type { AppContext } from "../app-env.ts";
import { fromBase64Url, toBase64Url } from "../encoding/encoding.ts";
import { signToken, verifyToken } from "../identity/tokens.ts";
import { ProblemError } from "../problem.ts";

/** What a challenge is for. An answer to one purpose is none to another. */
export type Purpose = "make" | "sign-in" | "prove";
type Claims = { jti: string; challenge: string; purpose: Purpose; sub: string | null };

const challengeMs = 5 * 60_000;
/** ES256, EdDSA and RS256, which all of today's authenticators have one of. */
const algorithms = [-7, -8, -257];

/** The site as browsers name it: a passkey answers only there. */
function siteOf(c: AppContext): { origin: string; rpId: string } {
  const { origin, hostname } = new URL(c.env.SITE_URL ?? c.req.url);
  return { origin, rpId: hostname };
}

type Wanted = {
  purpose: Purpose;
  /** Whose passkeys answer; null for anybody's. */
  accountId: string | null;
  credentials?: PasskeyChallenge["credentials"];
  user?: PasskeyChallenge["user"];
};

export async function newChallenge(c: AppContext, wanted: Wanted): Promise<PasskeyChallenge> {
  const { purpose, accountId, credentials = [], user = null } = wanted;
  const challenge = toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  const expiresAt = Date.now() + challengeMs;
  const claims: Claims = { jti: crypto.randomUUID(), challenge, purpose, sub: accountId };
  const token = await signToken(c.env, "challenge", claims, expiresAt);
  const { rpId } = siteOf(c);
  return { token, challenge, rpId, expiresAt: universalTime(expiresAt), credentials, user };
}

/** A challenge that we made for this purpose and account, with the mark that it leaves when it is used. */
async function readChallenge(
  c: AppContext,
  token: string,
  { purpose, accountId }: { purpose: Purpose; accountId: string | null },
): Promise<{ challenge: string; proof: SpentProof }> {
  const read = await verifyToken<Claims>(c.env, "challenge", token);
  if (read.state !== "good") throw new ProblemError("step-expired");
  const { jti, challenge, purpose: made, sub } = read.claims;
  if (made !== purpose || sub !== accountId) throw new ProblemError("proof-not-valid");
  return { challenge, proof: { id: jti, expiresAt: Date.now() + challengeMs } };
}

// 92 kB that only passkeys need: it is evaluated when the first one comes.
const library = () => import("@simplewebauthn/server");

export async function readMade(
  c: AppContext,
  { token, made, accountId }: { token: string; made: PasskeyMade; accountId: string },
) {
  const { challenge, proof } = await readChallenge(c, token, { purpose: "make", accountId });
  const { origin, rpId } = siteOf(c);
  const { verifyRegistrationResponse } = await library();
  const { id, clientDataJSON, attestationObject } = made;
  const verified = await verifyRegistrationResponse({
    response: {
      id,
      rawId: id,
      type: "public-key",
      clientExtensionResults: {},
      response: { clientDataJSON, attestationObject },
    },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch(refusal);
  if (!verified.verified) throw new ProblemError("proof-not-valid");
  const { credential, credentialBackedUp: isBackedUp } = verified.registrationInfo;
  return {
    proof,
    credentialId: credential.id,
    publicKey: toBase64Url(credential.publicKey),
    counter: credential.counter,
    isBackedUp,
  };
}

type Answered = {
  token: string;
  signed: PasskeySigned;
  known: KnownPasskey | null;
  purpose: "sign-in" | "prove";
  accountId: string | null;
};

/** Checks an answer to one of our challenges; its signer verified the person by a PIN, a finger or a face. */
export async function readSigned(
  c: AppContext,
  { token, signed, known, purpose, accountId }: Answered,
) {
  const { challenge, proof } = await readChallenge(c, token, { purpose, accountId });
  const isTheirs = known && (accountId === null || known.accountId === accountId);
  if (!isTheirs || !isOf(known, signed)) throw new ProblemError("proof-not-valid");
  const { origin, rpId } = siteOf(c);
  const { verifyAuthenticationResponse } = await library();
  const { id, clientDataJSON, authenticatorData, signature } = signed;
  const verified = await verifyAuthenticationResponse({
    response: {
      id,
      rawId: id,
      type: "public-key",
      clientExtensionResults: {},
      response: { clientDataJSON, authenticatorData, signature },
    },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: true,
    credential: {
      id: known.credentialId,
      publicKey: fromBase64Url(known.publicKey),
      counter: known.counter,
    },
  }).catch(refusal);
  if (!verified.verified) throw new ProblemError("proof-not-valid");
  const { newCounter: counter, credentialBackedUp: isBackedUp } = verified.authenticationInfo;
  return { id: known.id, proof, counter, isBackedUp };
}

/** A discoverable passkey also says whose it is: the handle that it was made with. */
const isOf = ({ accountId }: KnownPasskey, { userHandle }: PasskeySigned): boolean =>
  userHandle === undefined || userHandle === null || userHandle === handleOf(accountId);

/** The account's id as the bytes that a passkey is made for. */
export const handleOf = (accountId: string): string =>
  toBase64Url(
    Uint8Array.from(accountId.replaceAll("-", "").match(/../g) ?? [], (pair) => parseInt(pair, 16)),
  );

// The library throws for everything that is not as it should be, and what exactly is not is nobody's business.
function refusal(error: unknown): never {
  console.warn("a passkey was refused", error instanceof Error ? error.message : "");
  throw new ProblemError("proof-not-valid");
}
