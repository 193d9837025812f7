import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { deployConfig, deployFaults } from "./deploy-config.ts";

const sound = {
  CLOUDFLARE_API_TOKEN: "token",
  MIGRATION_DATABASE_URL: "postgres://owner@ep-1.neon.tech/books",
  SITE_URL: "https://tickets.frontrow.kr",
};

it("[DV73] a deploy wants a public https address and the direct address of the books", () => {
  expect(deployFaults(sound)).toEqual([]);
  const wrong: Record<string, string | undefined>[] = [
    { CLOUDFLARE_API_TOKEN: undefined },
    { MIGRATION_DATABASE_URL: undefined },
    { MIGRATION_DATABASE_URL: "postgres://owner@ep-1-pooler.neon.tech/books" },
    { MIGRATION_DATABASE_URL: "postgres://frontrow@127.0.0.1/frontrow" },
    { SITE_URL: undefined },
    { SITE_URL: "http://tickets.frontrow.kr" },
    { SITE_URL: "https://tickets.frontrow.kr/" },
    { SITE_URL: "https://localhost" },
  ];
  for (const change of wrong)
    expect([change, deployFaults({ ...sound, ...change }).length]).toEqual([change, 1]);
});

it("[DV74] a site with a domain has neither an address at workers.dev nor those of previews", () => {
  const config = readFileSync("wrangler.toml", "utf8");
  const own = deployConfig(config, new URL("https://tickets.frontrow.kr"));
  expect(own).toMatch(/^workers_dev = false\npreview_urls = false\n/);
  expect(own).toContain('[[routes]]\npattern = "tickets.frontrow.kr"\ncustom_domain = true\n');
  const shared = deployConfig(config, new URL("https://frontrow.me.workers.dev"));
  expect(shared).toMatch(/^workers_dev = true\npreview_urls = false\n/);
  expect(shared).not.toContain("[[routes]]");
});
