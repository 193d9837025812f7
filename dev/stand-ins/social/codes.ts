import { createHash, randomBytes } from "node:crypto";
import { faultOf, type Fault, personOf, type SocialPerson } from "./people.ts";

/** What a code or an access token stands for. */
export interface Given {
  provider: string;
  clientId: string;
  redirectUri: string;
  challenge: string;
  nonce: string | null;
  person: SocialPerson;
  fault: Fault;
}

/** Codes, each good once and for ten minutes, and access tokens. */
export class Codes {
  private readonly codes = new Map<string, { given: Given; until: number }>();
  private readonly tokens = new Map<string, Given>();

  issue(given: Given): string {
    const code = randomBytes(16).toString("base64url");
    this.codes.set(code, { given, until: Date.now() + 600_000 });
    return code;
  }

  /** The answer to a token request: what the code stands for, or OAuth's error. */
  redeem(provider: string, asked: URLSearchParams, clientId: string): Given | string {
    const code = asked.get("code") ?? "";
    const known = this.codes.get(code);
    this.codes.delete(code);
    if (!known || known.until < Date.now()) return "invalid_grant";
    const { given } = known;
    const verifier = asked.get("code_verifier") ?? "";
    const challenge = createHash("sha256").update(verifier).digest("base64url");
    const isRight =
      asked.get("grant_type") === "authorization_code" &&
      given.provider === provider &&
      given.clientId === clientId &&
      given.redirectUri === asked.get("redirect_uri") &&
      given.challenge === challenge;
    return isRight ? given : "invalid_grant";
  }

  token(given: Given): string {
    const token = randomBytes(24).toString("base64url");
    this.tokens.set(token, given);
    return token;
  }

  holder(provider: string, authorization: string | undefined): Given | null {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1] ?? "";
    const given = this.tokens.get(token);
    return given?.provider === provider ? given : null;
  }
}

/** What is wrong with a request for a code; null for nothing. */
export function faultOfRequest(asked: URLSearchParams, needsOpenId: boolean): string | null {
  const one = (name: string) => asked.get(name) ?? "";
  if (one("response_type") !== "code") return "unsupported_response_type";
  if (one("code_challenge_method") !== "S256" || one("code_challenge").length !== 43)
    return "invalid_request: code_challenge";
  if (one("state").length < 16) return "invalid_request: state";
  if (needsOpenId && !one("scope").split(" ").includes("openid")) return "invalid_scope";
  if (needsOpenId && one("nonce") === "") return "invalid_request: nonce";
  return null;
}

export const givenOf = (provider: string, asked: URLSearchParams): Given => ({
  provider,
  clientId: asked.get("client_id") ?? "",
  redirectUri: asked.get("redirect_uri") ?? "",
  challenge: asked.get("code_challenge") ?? "",
  nonce: asked.get("nonce"),
  person: personOf(asked),
  fault: faultOf(asked),
});
