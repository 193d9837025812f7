import { isLocalHost } from "../requests/site.ts";

type Settings = Readonly<Record<string, unknown>>;

/** Names that no stranger can reach: one's own machine, a home network, and the ones kept for tests. */
const isOurs = (hostname: string): boolean =>
  isLocalHost(hostname) ||
  !hostname.includes(".") ||
  /\.(test|localhost|local|internal|invalid|example)$/.test(hostname) ||
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.)/.test(hostname);

/** The keys of the programs in dev/stand-ins and of tests, and Cloudflare's own that let everybody pass. */
const standInKey = /frontrow[-_]local|^[123]x0{10,}|a-secret-for-tests/i;

/**
 * Why the Worker must not serve strangers with these settings, by the names of the variables and without their values;
 * empty if nothing speaks against it. `hostname` is the one that a request came to.
 */
export function settingFaults(settings: Settings, hostname: string): string[] {
  const { ENVIRONMENT: environment = "local" } = settings;
  if (environment === "local")
    return isOurs(hostname)
      ? []
      : ["ENVIRONMENT is local, which is for one's own machine, and this is a public host"];
  return [
    ...Object.entries(settings).flatMap(([name, value]) => {
      if (typeof value !== "string") return [];
      if (isAtHome(value)) return [`${name} is an address on one's own machine`];
      if (standInKey.test(value)) return [`${name} is the key of a stand-in`];
      return [];
    }),
    ...(settings["NEON_LOCAL_PROXY"] ? ["NEON_LOCAL_PROXY leads past Neon"] : []),
    ...siteFaults(settings["SITE_URL"]),
    ...secretFaults(settings["TOKEN_SECRET"]),
  ];
}

function isAtHome(value: string): boolean {
  const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).hostname : null);
  const host = hostOf(value) ?? hostOf(`http://${/^[\w.[\]:-]+:\d+$/.test(value) ? value : " "}`);
  return host !== null && host !== "" && isLocalHost(host);
}

function siteFaults(site: unknown): string[] {
  if (typeof site !== "string" || site === "")
    return ["SITE_URL is missing: the one address that this site answers at"];
  const isRight = URL.canParse(site) && new URL(site).origin === site && site.startsWith("https:");
  return isRight ? [] : ["SITE_URL is not an https origin without a path"];
}

/** Random text of 32 characters has many different ones. */
function secretFaults(secret: unknown): string[] {
  if (typeof secret !== "string" || secret.length < 32)
    return ["TOKEN_SECRET is missing or shorter than 32 characters"];
  return new Set(secret).size < 12 ? ["TOKEN_SECRET is not random"] : [];
}
