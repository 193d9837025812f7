import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test as it } from "vitest";
import { request, sendAll } from "../../bench/support/load.ts";
import { startWorkerd, type Workerd } from "../../dev/machine/workerd.ts";

// Raw workerd, because the test runner inside workerd turns off the feature under test.
const dir = mkdtempSync(join(tmpdir(), "frontrow-batcher-"));
const worker = `
import { DurableObject } from "cloudflare:workers";
export class Echo extends DurableObject {
  calls = 0;
  async echo(asked) {
    this.calls++;
    if (asked.includes("bug")) throw new Error("a bug");
    if (asked.some((each) => each.startsWith("slow"))) await scheduler.wait(300);
    if (asked.includes("lost") && !this.hasLost) {
      this.hasLost = true;
      await scheduler.wait(60_000);
    }
    return asked.map((each) => each + "!");
  }
  count() {
    return this.calls;
  }
}
/** That many requests at once; the first half of the clients leaves meanwhile. */
async function crowd(door, count) {
  const gone = new AbortController();
  const ask = (index) => {
    const signal = index < count / 2 ? gone.signal : undefined;
    const asking = door.fetch("http://door/away/slow" + index, { signal });
    return asking.then((response) => response.json()).catch(() => "gone");
  };
  const answers = Array.from({ length: count }, (_, index) => ask(index));
  await scheduler.wait(100);
  gone.abort();
  return Response.json(await Promise.all(answers));
}
const batcher = new Batcher(({ ECHO }, name, asked) => ECHO.getByName(name).echo(asked));
export default {
  async fetch(request, env, executionCtx) {
    const [, , , name, asked] = request.url.split("/");
    if (name === "crowd") return crowd(executionCtx.exports.default, Number(asked));
    if (asked === "count") return Response.json(await env.ECHO.getByName(name).count());
    try {
      const answer = await batcher.ask({ env, executionCtx }, name, asked);
      // An object of one request may not be used on behalf of another.
      const own = await request.text();
      return Response.json(own === "" ? answer : [answer, JSON.parse(own)]);
    } catch (error) {
      return Response.json(error.message);
    }
  },
};`;

let workerd: Workerd;
beforeAll(async () => {
  mkdirSync(join(dir, "source"));
  const script = join(dir, "source/index.js");
  const batcher = readFileSync("src/worker/rush/batcher.ts", "utf8");
  writeFileSync(script, stripTypeScriptTypes(batcher) + worker);
  const objects = [{ name: "ECHO", className: "Echo" }];
  const config = { compatibilityDate: "2026-11-01", compatibilityFlags: [], vars: {}, objects };
  workerd = await startWorkerd({ dir: join(dir, "state"), script, config, vars: {} });
});
afterAll(async () => {
  await workerd.stop();
  rmSync(dir, { recursive: true, force: true });
});

const ask = async (path: string) => (await fetch(`${workerd.url}/${path}`)).json();

it("[G6] requests that arrive in the same moment reach the object in one call, and each gets its own answer", async () => {
  // Enough requests that V8 optimizes the whole path: if it then confuses the owner of a promise, that request fails.
  const asked = Array.from({ length: 20_000 }, (_, index) => `n${index}`);
  const requests = asked.map((each) => request(`POST /rush/${each}`, {}, each));
  const told = await sendAll(workerd.port, requests, 200);
  expect(told).toEqual(asked.map((each) => [`${each}!`, each]));
  expect(await ask("rush/count")).toBeLessThan(asked.length / 2);
  expect(await ask("alone/once")).toBe("once!");
  expect(await ask("alone/count")).toBe(1);
}, 60_000);

it("[G7] a fan who disconnects leaves the other answers of the call intact, and a lost call is repeated", async () => {
  const startedAt = Date.now();
  const told = await ask("crowd/20");
  const answers = Array.from({ length: 20 }, (_, index) => (index < 10 ? "gone" : `slow${index}!`));
  expect(told).toEqual(answers);
  // They get an answer at once instead of waiting for a timeout.
  expect(Date.now() - startedAt).toBeLessThan(1_500);
  expect(await ask("away/count")).toBeLessThan(20);
  const lost = ["lost", "b", "c"].map((each) => ask(`lost/${each}`));
  expect(await Promise.all(lost)).toEqual(["lost!", "b!", "c!"]);
}, 40_000);

it("[G8] an object that fails, fails only the requests of that one call", async () => {
  expect(await ask("failing/bug")).toBe("a bug");
  expect(await ask("failing/a")).toBe("a!");
}, 40_000);
