import { beforeAll, expect, it } from "vitest";
import { drawnRank } from "../../../contract/sale/draw.ts";
import { Hold } from "../../../contract/sale/holds.ts";
import { Turn } from "../../../contract/sale/queue.ts";
import {
  answer,
  call,
  openShop,
  origin,
  person,
  refused,
} from "../../../../test/support/worker/shop.ts";
import type { Person } from "../../../../test/support/worker/shop.ts";

let admin: Person;
beforeAll(async () => {
  admin = await person("admin");
});

const pageBytesMax = 30_000;
const ahead = (ms: number) => new Date(Date.now() + ms).toISOString();

/** A browser without script: it follows forms and keeps its cookies. */
async function browser(fan: Person | null, language = "ko") {
  const cookies = new Map<string, string>();
  if (fan) cookies.set("__Host-frontrow-access", fan.token);
  return async (what: string, form?: Record<string, string>) => {
    const headers = {
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      "accept-language": language,
      ...(form ? { origin, "content-type": "application/x-www-form-urlencoded" } : {}),
    };
    const body = form ? new URLSearchParams(form).toString() : undefined;
    const response = await call(what, { headers, ...(body === undefined ? {} : { body }) });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const text = await response.text();
    const state = /<body data-state="(\w+)"/.exec(text)?.[1];
    return { response, text, state, to: response.headers.get("location") };
  };
}

it("[QH19] the queue page is one document of at most 30 kB that loads no other file", async () => {
  const { scheduleId } = await openShop(admin, 2);
  for (const language of ["ko", "en"]) {
    const go = await browser(await person(), language);
    const { text, response } = await go(`GET /queue/${scheduleId}`);
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(pageBytesMax);
    const document = text.replaceAll(/<script>.*?<\/script>/gs, "");
    expect(/<(link|img|iframe)\b|\bsrc=|@import|url\(/.exec(document)).toBeNull();
    expect(text).toContain(`<html lang="${language}">`);
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https:|script-src[^;]*unsafe/);
  }
});

it("[QH20] lining up, waiting and entering work without script", async () => {
  const { scheduleId } = await openShop(admin, 2, { shoppersMax: 1 });
  const first = await person();
  await answer(call(`POST /schedules/${scheduleId}/queue`, { as: first }), 201, Turn);
  const go = await browser(await person());
  const page = `/queue/${scheduleId}`;
  expect((await go(`GET ${page}`)).state).toBe("join");
  const taken = await go(`POST ${page}`, {});
  expect([taken.response.status, taken.to]).toEqual([303, page]);
  const waiting = await go(`GET ${page}`);
  expect(waiting.state).toBe("waiting");
  expect(waiting.text).toMatch(/<noscript><meta http-equiv="refresh" content="\d+"><\/noscript>/);
  expect(waiting.text).toContain("내 번호 2");
  await call(`DELETE /schedules/${scheduleId}/queue`, { as: first });
  await new Promise((resolve) => setTimeout(resolve, 2_200));
  expect((await go(`GET ${page}`)).state).toBe("called");
  const entered = await go(`POST ${page}/enter`, {});
  expect([entered.response.status, entered.to]).toEqual([303, `/schedules/${scheduleId}`]);
});

it("[V330] a fan in the lobby sees the sale's opening time from the start, and can line up without script", async () => {
  const { scheduleId } = await openShop(admin, 2, { saleOpensAt: ahead(600_000) });
  const go = await browser(await person());
  const page = `/queue/${scheduleId}`;
  const first = await go(`GET ${page}`);
  expect(first.state).toBe("lobby");
  expect(first.text).toMatch(/id="clock"[^>]*>\d\d:\d\d</);
  expect(first.text).toMatch(/<noscript><form method="post" action="\/queue\/[^"]+" id="take-now-/);
  await go(`POST ${page}`, {});
  const placed = await go(`GET ${page}`);
  expect([placed.state, placed.text.includes("take-now")]).toEqual(["lobby", false]);
});

it("[QH200] fans can request more time before choosing seats, without script or over the API, and it applies to every hold", async () => {
  const { scheduleId } = await openShop(admin, 2);
  const fan = await person();
  const go = await browser(fan);
  const page = `/queue/${scheduleId}`;
  expect((await go(`GET ${page}`)).text).not.toMatch(/id="more-time"[^>]* checked/);
  expect((await go(`POST ${page}/time`, { "more-time": "yes" })).to).toBe(page);
  expect((await go(`GET ${page}`)).text).toMatch(/id="more-time"[^>]* checked/);
  expect((await go(`POST ${page}`, {})).to).toBe(`/schedules/${scheduleId}`);
  const heldSeconds = async (as: Person, body: object) => {
    const join = call(`POST /schedules/${scheduleId}/queue`, { as, body });
    const pass = (await answer(join, 201, Turn)).admission?.pass ?? "";
    const seats = [heldSeconds.next++];
    const headers = { "frontrow-pass": pass, "idempotency-key": crypto.randomUUID() };
    const hold = call(`POST /schedules/${scheduleId}/holds`, { as, body: { seats }, headers });
    const { expiresAt, serverTime } = await answer(hold, 201, Hold);
    return Math.round((Date.parse(expiresAt) - Date.parse(serverTime)) / 1_000);
  };
  heldSeconds.next = 0;
  expect(await heldSeconds(fan, {})).toBe(600);
  expect(await heldSeconds(await person(), { moreTime: true })).toBe(600);
  expect(await heldSeconds(await person(), {})).toBe(300);
  expect((await go(`POST ${page}/time`, {})).to).toBe(page);
  expect((await go(`GET ${page}`)).text).not.toMatch(/id="more-time"[^>]* checked/);
});

it("[QH21] the queue page explains in words why a fan is not in line", async () => {
  const { scheduleId } = await openShop(admin, 1);
  const page = `/queue/${scheduleId}`;
  expect((await (await browser(null))(`GET ${page}`)).state).toBe("guest");
  expect((await (await browser(null))(`POST ${page}`, {})).state).toBe("guest");
  const soon = await openShop(admin, 1, { saleOpensAt: ahead(7_200_000), lobbyMs: 1_000 });
  const early = await browser(await person(), "en");
  expect((await early(`POST /queue/${soon.scheduleId}`, {})).state).toBe("early");
  const go = await browser(await person());
  await go(`POST ${page}`, {});
  await refused(call(`GET /queue/${crypto.randomUUID()}`), "not-found");
  await refused(call("GET /queue/nothing"), "not-found");
});

it("[QH22] the organizer's text appears on the page as text, never as markup", async () => {
  const { scheduleId } = await openShop(admin, 1);
  const notice = { ko: "<script>alert(1)</script>", en: "</script><b>x" };
  const body = { action: "pause", notice };
  await call(`POST /admin/schedules/${scheduleId}/sale`, { as: admin, body });
  const { text } = await (await browser(await person()))(`GET /queue/${scheduleId}`);
  expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(text).not.toContain("<script>alert(1)");
});

it("[QH23] the page of the draw has everything that a browser needs to compute a rank", async () => {
  const opening = { saleOpensAt: ahead(600_000), queueOrder: "lottery" };
  const { scheduleId } = await openShop(admin, 1, { ...opening, shoppersMax: 1 });
  const go = await browser(null, "en");
  expect((await go(`GET /draw/${scheduleId}`)).text).toContain("has not been held yet");
  const fan = await person();
  const join = () => answer(call(`POST /schedules/${scheduleId}/queue`, { as: fan }), 201, Turn);
  const { number } = await join();
  await call(`POST /admin/schedules/${scheduleId}/sale`, { as: admin, body: { action: "open" } });
  await join();
  const { text } = await go(`GET /draw/${scheduleId}`);
  const json = /id="draw-data">([^<]+)</.exec(text)?.[1] ?? "{}";
  const { draw } = JSON.parse(json) as { draw: { seed: string; after: number; count: number } };
  expect(drawnRank(draw, number)).toBe(1);
});

it("[V352] the queue page keeps a chosen language from then on, even after its forms", async () => {
  const { scheduleId } = await openShop(admin, 1, { shoppersMax: 1 });
  await answer(call(`POST /schedules/${scheduleId}/queue`, { as: await person() }), 201, Turn);
  const go = await browser(await person(), "ko");
  const page = `/queue/${scheduleId}`;
  expect((await go(`GET ${page}`)).text).toContain('<html lang="ko">');
  expect((await go(`GET ${page}?lang=en`)).text).toContain('<html lang="en">');
  await go(`POST ${page}?lang=en`, {});
  expect((await go(`GET ${page}`)).text).toContain('<html lang="en">');
});
