const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|.*\.localhost)$/;

/** The names by which a machine calls itself. */
export const isLocalHost = (hostname: string): boolean => local.test(hostname);

let known: { text: string; site: URL | null } | null = null;

/** The one public address of this site; null on one's own machine, and before it is set. */
export function pinnedSite(siteUrl: string | undefined): URL | null {
  if (siteUrl === undefined) return null;
  if (known?.text !== siteUrl) {
    const site = URL.canParse(siteUrl) ? new URL(siteUrl) : null;
    known = { text: siteUrl, site: site && !isLocalHost(site.hostname) ? site : null };
  }
  return known.site;
}
