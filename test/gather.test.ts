import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test as it } from "vitest";
import { request, sendAll } from "../bench/load.ts";
import { startWorkerd, type Workerd } from "../dev/workerd.ts";

// Raw workerd, because the runner of tests inside workerd turns off what this stands on.
const dir = mkdtempSync(join(tmpdir(), "frontrow-gather-"));
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
const gather = new Gather(({ ECHO }, name, asked) => ECHO.getByName(name).echo(asked));
export default {
  async fetch(request, env, executionCtx) {
    const [, , , name, asked] = request.url.split("/");
    if (asked === "count") return Response.json(await env.ECHO.getByName(name).count());
    try {
      return Response.json(await gather.ask({ env, executionCtx }, name, asked));
    } catch (error) {
      return Response.json(error.message);
    }
  },
};`;

let workerd: Workerd;
beforeAll(async () => {
  mkdirSync(join(dir, "source"));
  const script = join(dir, "source/index.js");
  const gather = readFileSync("src/worker/gather.ts", "utf8");
  writeFileSync(script, stripTypeScriptTypes(gather) + worker);
  const objects = [{ name: "ECHO", className: "Echo" }];
  const config = { compatibilityDate: "2026-11-01", compatibilityFlags: [], vars: {}, objects };
  workerd = await startWorkerd({ dir: join(dir, "state"), script, config, vars: {} });
});
afterAll(async () => {
  await workerd.stop();
  rmSync(dir, { recursive: true, force: true });
});

const ask = async (path: string) => (await fetch(`${workerd.url}/${path}`)).json();

const open = (port: number) =>
  new Promise<Socket>((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket));
    socket.setNoDelay(true).on("error", () => {});
  });

function firstAnswer(socket: Socket, what: string): Promise<string> {
  socket.write(request(what));
  return new Promise((resolve) => socket.once("data", (bytes) => resolve(bytes.toString())));
}

it("[G6] requests that come in the same moment go to the object in one call, and each has its own answer", async () => {
  // Many, so that all of it is compiled to machine code on the way: then V8 once took answers to the wrong request.
  const asked = Array.from({ length: 12_000 }, (_, index) => `n${index}`);
  const requests = asked.map((each) => request(`GET /rush/${each}`));
  const told = await sendAll(workerd.port, requests, 200);
  expect(told).toEqual(asked.map((each) => `${each}!`));
  expect(await ask("rush/count")).toBeLessThan(asked.length / 2);
  expect(await ask("alone/once")).toBe("once!");
  expect(await ask("alone/count")).toBe(1);
}, 60_000);

it("[G7] a fan who goes away takes nobody's answer along, and a call that is lost is asked again", async () => {
  const sockets = await Promise.all(Array.from({ length: 40 }, () => open(workerd.port)));
  const answers = sockets.map((socket, index) => firstAnswer(socket, `GET /away/slow${index}`));
  setTimeout(() => sockets.slice(0, 20).forEach((socket) => socket.destroy()), 150);
  const startedAt = Date.now();
  const stayed = answers.slice(20).map((each, index) => [each, `"slow${index + 20}!"`] as const);
  for (const [told, wanted] of stayed) expect(await told).toContain(wanted);
  // They are not left to find out by themselves that nobody answers.
  expect(Date.now() - startedAt).toBeLessThan(1_500);
  expect(await ask("away/count")).toBeLessThan(20);
  const lost = ["lost", "b", "c"].map((each) => ask(`lost/${each}`));
  expect(await Promise.all(lost)).toEqual(["lost!", "b!", "c!"]);
}, 40_000);

it("[G8] an object that fails fails those who asked it in that call, and nobody after them", async () => {
  expect(await ask("failing/bug")).toBe("a bug");
  expect(await ask("failing/a")).toBe("a!");
}, 40_000);
