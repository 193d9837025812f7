import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test as it } from "vitest";
import { startWorkerd } from "./workerd.ts";

const dir = mkdtempSync(join(tmpdir(), "frontrow-workerd-"));

afterAll(() => rmSync(dir, { recursive: true, force: true }));

const counter = `
import { DurableObject } from "cloudflare:workers";
export class Counter extends DurableObject {
  add() {
    this.ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS added (id INTEGER PRIMARY KEY)");
    this.ctx.storage.sql.exec("INSERT INTO added DEFAULT VALUES");
    return this.ctx.storage.sql.exec("SELECT count(*) AS total FROM added").one().total;
  }
}
export default {
  async fetch(_request, env) {
    return Response.json({ total: await env.COUNTER.getByName("one").add(), secret: env.SECRET });
  },
};`;

it("[DV7] everything that an object has acknowledged survives kill -9 of workerd", async () => {
  mkdirSync(join(dir, "source"));
  const script = join(dir, "source/index.js");
  writeFileSync(script, counter);
  const config = {
    compatibilityDate: "2026-11-01",
    compatibilityFlags: [],
    vars: { SECRET: "from the file" },
    objects: [{ name: "COUNTER", className: "Counter" }],
  };
  const vars = { SECRET: 'a "quoted" \\ secret' };
  const first = await startWorkerd({ dir: join(dir, "state"), script, config, vars });
  for (const total of [1, 2, 3])
    expect(await ask(first.url)).toEqual({ total, secret: vars.SECRET });
  await first.kill();
  await expect(ask(first.url)).rejects.toThrow("fetch failed");
  const again = await first.restart();
  expect(await ask(again.url)).toMatchObject({ total: 4 });
  await again.stop();
}, 30_000);

async function ask(url: string): Promise<unknown> {
  const response = await fetch(url);
  return response.json();
}
