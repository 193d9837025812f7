import type { IncomingMessage, ServerResponse } from "node:http";
import { bodyOf, goTo, html, json } from "../gateway/http.ts";
import { serveStandIn, type StandIn } from "../stand-in.ts";
import { Codes, faultOfRequest, type Given, givenOf } from "./codes.ts";
import { idToken, newSigningKey, type SigningKey } from "./id-tokens.ts";
import { choicePage } from "./page.ts";

/** The stand-in for the providers, running. Each has its address below this one's, as in `/google`. */
export type Social = StandIn;

/** The id and the secret that every provider here knows us by. */
export const socialClient = { id: "frontrow-local", secret: "frontrow-local-secret" };
/** A client of somebody else, for tests. */
export const otherClient = { id: "another-local", secret: "another-local-secret" };
const clients = new Map([socialClient, otherClient].map(({ id, secret }) => [id, secret]));

const names: Record<string, string> = {
  kakao: "Kakao",
  naver: "Naver",
  google: "Google",
  openid: "A company's OpenID provider",
};

/**
 * Speaks OpenID Connect as Google, Kakao and a company's own provider do, with Kakao's profile call, and OAuth 2 with
 * Naver's. PKCE, state, nonce, client and redirect address are checked as the real ones check them, or more strictly.
 */
export async function startSocial({ port = 0 } = {}): Promise<Social> {
  const codes = new Codes();
  const keys: Record<string, SigningKey> = {
    kakao: newSigningKey("RS256", "kakao-1"),
    google: newSigningKey("RS256", "google-1"),
    openid: newSigningKey("ES256", "openid-1"),
  };
  const standIn = await serveStandIn("social", port, async (request, response) => {
    const url = new URL(request.url ?? "/", standIn.url);
    const [, provider = "", ...rest] = url.pathname.split("/");
    const path = rest.join("/");
    if (!(provider in names)) return json(response, 404, { error: "not_found" });
    const issuer = `${standIn.url}/${provider}`;
    const key = keys[provider] ?? null;
    switch (path) {
      case ".well-known/openid-configuration":
        return key ? json(response, 200, configuration(issuer, key)) : json(response, 404, {});
      case "jwks":
        return json(response, 200, { keys: key ? [key.publicJwk] : [] });
      case "authorize":
        return showChoice(response, provider, url.searchParams, key !== null);
      case "decision":
        return decide(response, codes, provider, url.searchParams, key !== null);
      case "token":
        return await redeem(request, response, { codes, provider, issuer, key });
      case "v2/user/me":
      case "v1/nid/me":
        return profile(response, provider, codes.holder(provider, request.headers.authorization));
      default:
        return json(response, 404, { error: "not_found" });
    }
  });
  return standIn;
}

const configuration = (issuer: string, { alg }: SigningKey) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ["code"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: [alg],
  code_challenge_methods_supported: ["S256"],
  token_endpoint_auth_methods_supported: ["client_secret_post"],
  authorization_response_iss_parameter_supported: true,
});

function showChoice(
  response: ServerResponse,
  provider: string,
  asked: URLSearchParams,
  isOpenId: boolean,
): void {
  const fault = clients.has(asked.get("client_id") ?? "")
    ? faultOfRequest(asked, isOpenId)
    : "unauthorized_client";
  if (fault !== null) return json(response, 400, { error: fault });
  html(response, choicePage(names[provider] ?? provider, asked));
}

function decide(
  response: ServerResponse,
  codes: Codes,
  provider: string,
  asked: URLSearchParams,
  isOpenId: boolean,
): void {
  const fault = faultOfRequest(asked, isOpenId);
  if (fault !== null || !clients.has(asked.get("client_id") ?? ""))
    return json(response, 400, { error: fault ?? "unauthorized_client" });
  const given = givenOf(provider, asked);
  const back = new URL(given.redirectUri);
  if (given.fault === "denied") {
    back.searchParams.set("error", "access_denied");
    back.searchParams.set("error_description", "The person said no");
  } else back.searchParams.set("code", codes.issue(given));
  back.searchParams.set("state", asked.get("state") ?? "");
  if (isOpenId) back.searchParams.set("iss", asked.get("iss_said") ?? issuerOf(response, provider));
  goTo(response, back.href);
}

const issuerOf = (response: ServerResponse, provider: string) =>
  `http://${response.req.headers.host}/${provider}`;

type Redeeming = { codes: Codes; provider: string; issuer: string; key: SigningKey | null };

async function redeem(
  request: IncomingMessage,
  response: ServerResponse,
  { codes, provider, issuer, key }: Redeeming,
): Promise<void> {
  const asked = new URLSearchParams(await bodyOf(request));
  const clientId = asked.get("client_id") ?? "";
  const secret = clients.get(clientId);
  if (secret === undefined || asked.get("client_secret") !== secret)
    return json(response, 401, { error: "invalid_client" });
  const given = codes.redeem(provider, asked, clientId);
  if (typeof given === "string") return json(response, 400, { error: given });
  json(response, 200, {
    access_token: codes.token(given),
    token_type: "bearer",
    // Naver says it as a text.
    expires_in: key ? 3_600 : "3600",
    ...(key ? { id_token: idToken(key, issuer, given) } : {}),
  });
}

function profile(response: ServerResponse, provider: string, given: Given | null): void {
  if (!given) return json(response, 401, { msg: "this access token does not exist", code: -401 });
  const { subject, name, email, isEmailVerified } = given.person;
  if (provider === "naver")
    return json(response, 200, {
      resultcode: "00",
      message: "success",
      response: { id: subject, name, ...(email === null ? {} : { email }) },
    });
  json(response, 200, {
    id: Number(subject),
    kakao_account: {
      profile: { nickname: name },
      has_email: email !== null,
      ...(email === null
        ? {}
        : { email, is_email_valid: true, is_email_verified: isEmailVerified }),
    },
  });
}
