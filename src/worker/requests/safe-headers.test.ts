import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { withSafeHeaders } from "./safe-headers.ts";

it("[WB37] the built files that the platform serves itself have the headers that the Worker gives", () => {
  const [all = ""] = readFileSync("src/ui/public/_headers", "utf8").split("\n\n");
  const served = new Headers(
    all
      .split("\n")
      .slice(1)
      .map(
        (line) =>
          line
            .trim()
            .split(/: (.*)/)
            .slice(0, 2) as [string, string],
      ),
  );
  const ours = withSafeHeaders(
    new Response("", { headers: { "content-type": "text/html" } }),
    new Request("http://localhost/"),
    { id: "an-id-of-tests", allowed: undefined },
  ).headers;
  // Each file has its own rules for caches, no request, and the policy of the screen.
  const own = ["cache-control", "x-request-id", "content-security-policy", "content-type"];
  for (const name of own) ours.delete(name);
  expect(all.split("\n")[0]).toBe("/*");
  for (const [name, value] of ours) expect([name, served.get(name)]).toEqual([name, value]);
});
