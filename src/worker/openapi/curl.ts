import type { Step } from "./guide.ts";

type Operation = { security?: object[]; parameters: { name: string; in: string }[] };
type Call = { method: string; path: string; operation: Operation };

/** Values that are no text, and so stand in JSON without quotation marks. */
const bare = /"\$(SEAT|TOTAL|AMOUNT|AGREEMENT)"/g;
const spaces = " \\\n  ";

/** A step as somebody types it, with `$SITE` for the address of the site and `$NAME` for each value. */
export function curlOf({ parameters = {}, body }: Step, { method, path, operation }: Call): string {
  const of = (where: string) => operation.parameters.filter((each) => each.in === where);
  const headers = [
    ...(operation.security ? ["Authorization: Bearer $TOKEN"] : []),
    ...of("header").flatMap(({ name }) => {
      if (name === "Idempotency-Key") return [`${name}: $(uuidgen)`];
      const value = parameters[name];
      return value === undefined ? [] : [`${name}: ${value}`];
    }),
    ...(body ? ["Content-Type: application/json"] : []),
  ];
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? "");
  const query = of("query").flatMap(({ name }) => {
    const value = parameters[name];
    return value === undefined ? [] : [`${name}=${value}`];
  });
  const asked = query.length > 0 ? `?${query.join("&")}` : "";
  return [
    "curl",
    ...(method === "get" || (method === "post" && body) ? [] : [`-X ${method.toUpperCase()}`]),
    ...headers.map((header) => `-H "${header}"`),
    ...(body ? [`-d '${filledIn(body)}'`] : []),
    `"$SITE${address}${asked}"`,
  ].join(spaces);
}

/** JSON for single quotes, which are interrupted for each value. */
const filledIn = (body: object): string =>
  JSON.stringify(body)
    .replaceAll(bare, `'"$$$1"'`)
    .replaceAll(/"\$([A-Z_]+)"/g, `"'"$$$1"'"`);
