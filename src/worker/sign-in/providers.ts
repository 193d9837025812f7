import { type Provider, providers } from "../../contract/people/ways-in.ts";
import type { Env } from "../env.ts";

/** A client of ours at a provider, as it was registered there. */
export type ClientAt = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  scope: string;
  /** Only of the stand-in on this machine: it is reached without https. */
  isLocal: boolean;
};

/** Who each provider is, and what we ask of it. Naver is asked by OAuth 2 alone, so its issuer only names it. */
const facts: Record<Provider, { issuer: string; scope: string }> = {
  kakao: {
    issuer: "https://kauth.kakao.com",
    scope: "openid account_email profile_nickname",
  },
  naver: { issuer: "https://nid.naver.com", scope: "" },
  google: { issuer: "https://accounts.google.com", scope: "openid email profile" },
};

/** The stand-in's address, where a deployment may use it. */
export const standInUrl = ({ ENVIRONMENT, SOCIAL_STAND_IN_URL }: Env): string | null =>
  (ENVIRONMENT === "local" || ENVIRONMENT === "test") && SOCIAL_STAND_IN_URL
    ? SOCIAL_STAND_IN_URL
    : null;

/** Our client at a provider; null where its two secrets are not set. */
export function clientAt(env: Env, provider: Provider): ClientAt | null {
  const { id, secret } = secretsOf(env)[provider];
  if (!id || !secret) return null;
  const local = standInUrl(env);
  const { issuer, scope } = facts[provider];
  return {
    issuer: local === null ? issuer : `${local}/${provider}`,
    clientId: id,
    clientSecret: secret,
    scope,
    isLocal: local !== null,
  };
}

const secretsOf = (env: Env): Record<Provider, { id?: string; secret?: string }> => ({
  kakao: pair(env.KAKAO_CLIENT_ID, env.KAKAO_CLIENT_SECRET),
  naver: pair(env.NAVER_CLIENT_ID, env.NAVER_CLIENT_SECRET),
  google: pair(env.GOOGLE_CLIENT_ID, env.GOOGLE_CLIENT_SECRET),
});

const pair = (id: string | undefined, secret: string | undefined) =>
  id && secret ? { id, secret } : {};

/** The providers that are set up here. */
export const availableProviders = (env: Env): Provider[] =>
  providers.filter((provider) => clientAt(env, provider) !== null);
