import type * as Oauth from "oauth4webapi";
import { z } from "@hono/zod-openapi";
import { IsolateCache } from "../caching/isolate-cache.ts";
import type { ClientAt } from "./providers.ts";

/** How a provider describes somebody. Only `issuer` and `subject` say who it is. */
export type ProvidedPerson = {
  issuer: string;
  subject: string;
  name: string;
  email: string | null;
  /** Whether the provider vouches that the address is this person's now. */
  isEmailVerified: boolean;
};

/** Why a visit led to nothing: the person said no, or something was not as it must be. */
export type Failure = "denied" | "failed";

type Server = Oauth.AuthorizationServer;

const waitMs = 5_000;
const known = new IsolateCache<Server>({ freshMs: 3_600_000, countMax: 100 });
/** The library comes with the first visit. */
const library = () => import("oauth4webapi");

const optionsOf = (oauth: typeof Oauth, { isLocal }: ClientAt) => ({
  [oauth.allowInsecureRequests]: isLocal,
  signal: () => AbortSignal.timeout(waitMs),
});

/** The provider's addresses, by its own discovery document. Naver publishes none. */
export async function serverAt(client: ClientAt): Promise<Server> {
  const { issuer } = client;
  const cached = known.fresh(issuer);
  if (cached) return cached;
  const server = isNaver(issuer) ? naver(issuer) : await discover(client);
  known.keep(issuer, server);
  return server;
}

async function discover(client: ClientAt): Promise<Server> {
  const oauth = await library();
  const issuer = new URL(client.issuer);
  const response = await oauth.discoveryRequest(issuer, optionsOf(oauth, client));
  return await oauth.processDiscoveryResponse(issuer, response);
}

const isNaver = (issuer: string) => /(^https:\/\/nid\.naver\.com|\/naver)$/.test(issuer);

const naver = (issuer: string): Server =>
  issuer.startsWith("https:")
    ? {
        issuer,
        authorization_endpoint: `${issuer}/oauth2.0/authorize`,
        token_endpoint: `${issuer}/oauth2.0/token`,
        userinfo_endpoint: "https://openapi.naver.com/v1/nid/me",
      }
    : {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/v1/nid/me`,
      };

export type Secrets = { state: string; nonce: string; verifier: string };

/** New secrets of one visit, and the address at the provider that it begins with. */
export async function beginVisit(
  client: ClientAt,
  redirectUri: string,
): Promise<{ secrets: Secrets; url: string }> {
  const oauth = await library();
  const server = await serverAt(client);
  const secrets = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
  };
  const url = new URL(server.authorization_endpoint ?? "");
  const parameters = {
    client_id: client.clientId,
    redirect_uri: redirectUri,
    response_type: "code",
    scope: client.scope,
    code_challenge: await oauth.calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: "S256",
    state: secrets.state,
    nonce: secrets.nonce,
  };
  for (const [name, value] of Object.entries(parameters))
    if (value !== "") url.searchParams.set(name, value);
  return { secrets, url: url.href };
}

/** Who has come back from the provider. Everything that is not as it must be gives a failure. */
export async function endVisitAt(
  client: ClientAt,
  { secrets, redirectUri, returned }: { secrets: Secrets; redirectUri: string; returned: URL },
): Promise<ProvidedPerson | Failure> {
  const oauth = await library();
  try {
    const server = await serverAt(client);
    const as = { client_id: client.clientId };
    const parameters = oauth.validateAuthResponse(server, as, returned, secrets.state);
    const options = optionsOf(oauth, client);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      as,
      oauth.ClientSecretPost(client.clientSecret),
      parameters,
      redirectUri,
      secrets.verifier,
      options,
    );
    if (isNaver(client.issuer)) {
      const said = await oauth.processAuthorizationCodeResponse(server, as, response);
      return await personOfNaver(oauth, client, server, said.access_token);
    }
    const said = await oauth.processAuthorizationCodeResponse(server, as, response, {
      expectedNonce: secrets.nonce,
      requireIdToken: true,
    });
    await oauth.validateApplicationLevelSignature(server, response, options);
    const claims = oauth.getValidatedIdTokenClaims(said);
    if (!claims) return "failed";
    return isKakao(client.issuer)
      ? await personOfKakao(oauth, client, claims.sub, said.access_token)
      : personOfClaims(client.issuer, claims);
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError && error.error === "access_denied")
      return "denied";
    console.warn("a visit to a provider failed", client.issuer, reasonOf(error));
    return "failed";
  }
}

const reasonOf = (error: unknown) =>
  error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : "";

const isKakao = (issuer: string) => /(^https:\/\/kauth\.kakao\.com|\/kakao)$/.test(issuer);

const Claims = z.looseObject({
  sub: z.string().min(1).max(255),
  name: z.string().nullish(),
  email: z.string().nullish(),
  email_verified: z.boolean().nullish(),
  hd: z.string().nullish(),
});

/**
 * Google says itself that an address elsewhere may have changed hands since it was verified: it vouches only for its
 * own and for those of organizations with it. Another provider vouches for all that it calls verified.
 */
function personOfClaims(issuer: string, given: unknown): ProvidedPerson {
  const { sub, name, email, email_verified, hd } = Claims.parse(given);
  const isGoogle = issuer === "https://accounts.google.com" || issuer.endsWith("/google");
  const isVouched = !isGoogle || Boolean(hd) || /@gmail\.com$/i.test(email ?? "");
  return {
    issuer,
    subject: sub,
    name: (name ?? "").slice(0, 80),
    email: email ?? null,
    isEmailVerified: Boolean(email) && email_verified === true && isVouched,
  };
}

const KakaoProfile = z.looseObject({
  id: z.union([z.number(), z.string()]),
  kakao_account: z
    .looseObject({
      email: z.string().optional(),
      is_email_valid: z.boolean().optional(),
      is_email_verified: z.boolean().optional(),
      profile: z.looseObject({ nickname: z.string().optional() }).optional(),
    })
    .optional(),
});

/** Kakao's id token says nothing of whether the address is verified; its profile does. */
async function personOfKakao(
  oauth: typeof Oauth,
  client: ClientAt,
  subject: string,
  accessToken: string,
): Promise<ProvidedPerson | Failure> {
  const base = client.isLocal ? client.issuer : "https://kapi.kakao.com";
  const said = await profileAt(oauth, client, `${base}/v2/user/me`, accessToken);
  const { id, kakao_account: account } = KakaoProfile.parse(said);
  if (String(id) !== subject) return "failed";
  return {
    issuer: client.issuer,
    subject,
    name: (account?.profile?.nickname ?? "").slice(0, 80),
    email: account?.email ?? null,
    isEmailVerified:
      Boolean(account?.email) &&
      account?.is_email_valid === true &&
      account.is_email_verified === true,
  };
}

const NaverProfile = z.looseObject({
  resultcode: z.literal("00"),
  response: z.looseObject({
    id: z.string().min(1).max(255),
    name: z.string().optional(),
    email: z.string().optional(),
  }),
});

/** Naver's address is one for contact that its person has typed in: it is never taken as verified. */
async function personOfNaver(
  oauth: typeof Oauth,
  client: ClientAt,
  server: Server,
  accessToken: string,
): Promise<ProvidedPerson> {
  const said = await profileAt(oauth, client, server.userinfo_endpoint ?? "", accessToken);
  const { id, name = "", email = null } = NaverProfile.parse(said).response;
  return {
    issuer: client.issuer,
    subject: id,
    name: name.slice(0, 80),
    email,
    isEmailVerified: false,
  };
}

async function profileAt(oauth: typeof Oauth, client: ClientAt, url: string, token: string) {
  const options = optionsOf(oauth, client);
  const response = await oauth.protectedResourceRequest(
    token,
    "GET",
    new URL(url),
    undefined,
    undefined,
    options,
  );
  if (!response.ok) throw new Error(`the profile answered ${response.status}`);
  return (await response.json()) as unknown;
}
