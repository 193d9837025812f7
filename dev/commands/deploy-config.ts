/**
 * The configuration of a deploy: the site's own domain alone leads to the Worker, so neither its address at workers.dev nor
 * those of previews do. A site at workers.dev has no other address.
 */
export function deployConfig(config: string, site: URL): string {
  const isOwnDomain = !site.hostname.endsWith(".workers.dev");
  const top = [`workers_dev = ${String(!isOwnDomain)}`, "preview_urls = false"];
  const route = `\n[[routes]]\npattern = "${site.hostname}"\ncustom_domain = true\n`;
  // What belongs to no table stands before the first one.
  return `${top.join("\n")}\n${config.trimEnd()}\n${isOwnDomain ? route : ""}`;
}

/** What speaks against a deploy before anything has been changed. */
export function deployFaults(environment: Record<string, string | undefined>): string[] {
  const { CLOUDFLARE_API_TOKEN, MIGRATION_DATABASE_URL, SITE_URL } = environment;
  return [
    ...(CLOUDFLARE_API_TOKEN
      ? []
      : ["CLOUDFLARE_API_TOKEN: a Cloudflare API token that may edit Workers."]),
    ...databaseFaults(MIGRATION_DATABASE_URL),
    ...siteFaults(SITE_URL),
  ];
}

function databaseFaults(url: string | undefined): string[] {
  const wanted =
    "MIGRATION_DATABASE_URL: Neon's direct address (its host without -pooler), as the owner's role.";
  if (!url || !URL.canParse(url)) return [wanted];
  const { hostname } = new URL(url);
  if (hostname.includes("-pooler.")) return [`${wanted} This one has -pooler.`];
  return isOnThisMachine(hostname) ? [`${wanted} This one is on this machine.`] : [];
}

function siteFaults(site: string | undefined): string[] {
  const wanted = "SITE_URL: the one address of the site, such as https://tickets.example.com.";
  if (!site || !URL.canParse(site)) return [wanted];
  const { origin, protocol, hostname } = new URL(site);
  if (protocol !== "https:" || origin !== site || isOnThisMachine(hostname))
    return [`${wanted} This one is not a public https origin.`];
  return [];
}

const isOnThisMachine = (hostname: string): boolean => /^(localhost|127\.|\[)/.test(hostname);

/** Secrets that only stand-ins have. */
export const standInSecrets = [
  "NEON_LOCAL_PROXY",
  "PAYMENT_CHECKOUT_URL",
  "PUSH_SERVICE_URL",
  "TURNSTILE_URL",
];
