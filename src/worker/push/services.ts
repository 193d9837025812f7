// Whoever subscribes names the address that we then call, so it must be one of those that browsers give.
const hosts = [
  /^fcm\.googleapis\.com$/,
  /^jmt17\.google\.com$/,
  /^updates\.push\.services\.mozilla\.com$/,
  /^(web|api)\.push\.apple\.com$/,
  /^[a-z0-9-]+\.notify\.windows\.com$/,
];

/** `own` is the origin of the stand-in on one's own machine. */
export function isPushService(endpoint: string, own?: string): boolean {
  const url = URL.parse(endpoint);
  if (url === null || url.username !== "" || url.password !== "") return false;
  if (own !== undefined && url.origin === own) return true;
  return (
    url.protocol === "https:" && url.port === "" && hosts.some((host) => host.test(url.hostname))
  );
}
