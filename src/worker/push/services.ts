// The subscriber chooses the address that the Worker calls, so only addresses of known push services are accepted.
const hosts = [
  /^fcm\.googleapis\.com$/,
  /^jmt17\.google\.com$/,
  /^updates\.push\.services\.mozilla\.com$/,
  /^(web|api)\.push\.apple\.com$/,
  /^[a-z0-9-]+\.notify\.windows\.com$/,
];

/** `own` is the origin of the local stand-in. */
export function isPushService(endpoint: string, own?: string): boolean {
  const url = URL.parse(endpoint);
  if (url === null || url.username !== "" || url.password !== "") return false;
  if (own !== undefined && url.origin === own) return true;
  return (
    url.protocol === "https:" && url.port === "" && hosts.some((host) => host.test(url.hostname))
  );
}
