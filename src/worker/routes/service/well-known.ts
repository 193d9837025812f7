import { createRouter } from "../../hono.ts";
import { ProblemError } from "../../problem.ts";

const dayMs = 86_400_000;
/** RFC 9116 wants less than a year. */
const goodDays = 180;

/** Addresses that programs know without asking. */
export const wellKnown = createRouter();

wellKnown.get("/.well-known/security.txt", (c) => {
  const { SECURITY_CONTACT: contact, SITE_URL: site } = c.env;
  if (!contact) throw new ProblemError("not-found");
  const expires = new Date(Math.floor(Date.now() / dayMs + goodDays) * dayMs).toISOString();
  const lines = [
    `Contact: ${contact}`,
    `Expires: ${expires}`,
    "Preferred-Languages: ko, en",
    ...(site ? [`Canonical: ${site}/.well-known/security.txt`] : []),
  ];
  return c.body(`${lines.join("\n")}\n`, 200, {
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "public, max-age=3600",
  });
});

/** Where password managers send a person who wants another password. */
wellKnown.get("/.well-known/change-password", (c) => c.redirect("/profile", 302));
