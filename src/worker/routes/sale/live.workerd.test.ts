import { describe, expect, it } from "vitest";
import { applyFrame } from "../../../contract/live/live-map.ts";
import { decodeSnapshot } from "../../../contract/live/live.ts";
import {
  call,
  holding,
  openShop,
  passOf,
  person,
  refused,
} from "../../../../test/support/worker/shop.ts";
import type { Person } from "../../../../test/support/worker/shop.ts";

const admin = await person("admin");
const { scheduleId } = await openShop(admin);
const path = `/schedules/${scheduleId}`;
const open = (as: Person, pass: string, headers: Record<string, string> = {}) =>
  call(`GET ${path}/live`, {
    as,
    headers: {
      upgrade: "websocket",
      "sec-websocket-protocol": `frontrow-live, ${pass}`,
      ...headers,
    },
  });
const bytesOf = async (query = "") =>
  new Uint8Array(await (await call(`GET ${path}/seats.bin${query}`)).arrayBuffer());

describe("the live map over HTTP", () => {
  it("[V11] a socket opens only for fans inside, from pages of this site, with the right protocol", async () => {
    const fan = await person();
    const pass = await passOf(fan, scheduleId);
    const opened = await open(fan, pass);
    expect([opened.status, opened.headers.get("sec-websocket-protocol")]).toEqual([
      101,
      "frontrow-live",
    ]);
    opened.webSocket?.accept();
    opened.webSocket?.close();
    await refused(open(fan, ""), "not-admitted");
    await refused(open(await person(), pass), "not-admitted");
    await refused(open(fan, pass, { origin: "https://elsewhere.test" }), "forbidden");
    await refused(open(fan, pass, { upgrade: "h2c" }), "invalid-request");
  });

  it("[V12] polling gives the same answers as a socket, whether changes, the whole map, or nothing new", async () => {
    const fan = await person();
    const before = applyFrame(null, await bytesOf());
    if (before.state !== "moved") throw new Error(before.state);
    const since = `?since=${before.map.epoch}-${before.map.seq}`;
    await holding(fan, scheduleId, [4]);
    const response = await call(`GET ${path}/seats.bin${since}`);
    const delta = new Uint8Array(await response.arrayBuffer());
    const after = applyFrame(before.map, delta);
    expect([delta[1], after.state === "moved" && after.map.statuses[4]]).toEqual([2, 1]);
    const etag = response.headers.get("etag") ?? "";
    const again = await call(`GET ${path}/seats.bin${since}`, {
      headers: { "if-none-match": etag },
    });
    expect(again.status).toBe(304);
    expect(decodeSnapshot(await bytesOf("?since=1-0"))).not.toBeNull();
    await refused(call(`GET ${path}/seats.bin?since=yesterday`), "invalid-request");
  });

  it("[V13] a packed snapshot has the same seats in fewer bytes", async () => {
    const packed = await bytesOf("?packed=1");
    expect([packed[1], packed[3]]).toEqual([1, 1]);
    const stream = new Response(packed.slice(24)).body?.pipeThrough(
      new DecompressionStream("deflate-raw"),
    );
    const seats = new Uint8Array(await new Response(stream).arrayBuffer());
    expect(
      decodeSnapshot(Uint8Array.of(...packed.slice(0, 3), 0, ...packed.slice(4, 24), ...seats))
        ?.statuses,
    ).toHaveLength(20);
  });
});
