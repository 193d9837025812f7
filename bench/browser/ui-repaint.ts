import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { WebSocket } from "ws";
import { decodeSnapshot } from "../../src/contract/live/live.ts";
import type { Hold } from "../../src/contract/sale/holds.ts";
import type { Turn } from "../../src/contract/sale/queue.ts";
import { count, type Figures, percentile, rounded } from "../support/figures.ts";
import { tell } from "../support/report.ts";
import { newPerson, newVisitor, post, scheduleOf } from "./ui-site.ts";

const limits = { p50Ms: 300, p95Ms: 800 };
const watchers = 2_000;
const openAtOnce = 50;
const holds = 30;

/** The time from another fan's hold request until this map shows the seats as held, with this many listeners. */
export async function measureRepaint(browser: Browser, siteUrl: string): Promise<Figures> {
  const scheduleId = await scheduleOf(siteUrl, "slow-letter", "open");
  const at = `${siteUrl}/api/v1/schedules/${scheduleId}`;
  const watcher = await shopper(siteUrl, at);
  const sockets = await openSockets(at.replace("http", "ws"), watcher);
  const context = await newVisitor(browser, siteUrl);
  const page = await context.newPage();
  await page.goto(`/schedules/${scheduleId}`);
  await page.locator(".pill--sync").waitFor();
  await sleep(2_000);
  const tookMs: number[] = [];
  let { as, pass } = watcher;
  for (let n = 0; n < holds; n++) {
    // A fan who gives seats up again and again has to wait.
    if (n % 4 === 3) ({ as, pass } = await shopper(siteUrl, at));
    const headers = { ...as, "frontrow-pass": pass, "idempotency-key": randomUUID() };
    const shown = await nextCount(page);
    const seats = await freeSeats(at);
    const sentAt = Date.now();
    const held = (await post(`${at}/holds`, { seats: seats }, headers)) as Hold;
    tookMs.push((await shown()) - sentAt);
    const back = await nextCount(page);
    await fetch(`${at}/holds/${held.id}`, { method: "DELETE", headers: as });
    await back();
    // Not always at the same moment of a tick.
    await sleep(300 + Math.random() * 250);
  }
  for (const socket of sockets) socket.terminate();
  await context.close();
  return report(tookMs, sockets.length);
}

function report(tookMs: number[], sockets: number): Figures {
  const [p50, p95] = [percentile(tookMs, 0.5), percentile(tookMs, 0.95)];
  console.log(`\n  Another fan's hold on this fan's map, with ${count(sockets)} sockets`);
  tell("repaint_p50_ms", String(rounded(p50)), p50 <= limits.p50Ms, `at most ${limits.p50Ms}`);
  tell("repaint_p95_ms", String(rounded(p95)), p95 <= limits.p95Ms, `at most ${limits.p95Ms}`);
  return {
    repaint_sockets: sockets,
    repaint_p50_ms: rounded(p50),
    repaint_p95_ms: rounded(p95),
  };
}

type Shopper = { as: { authorization: string }; pass: string };

async function shopper(siteUrl: string, at: string): Promise<Shopper> {
  const { token } = await newPerson(siteUrl);
  const as = { authorization: `Bearer ${token}` };
  const { admission } = (await post(`${at}/queue`, {}, as)) as Turn;
  return { as, pass: admission?.pass ?? "" };
}

async function openSockets(at: string, { as, pass }: Shopper): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  const open = () =>
    new Promise<void>((resolve, reject) => {
      const socket = new WebSocket(`${at}/live`, ["frontrow-live", pass], {
        headers: as,
      });
      sockets.push(socket);
      socket.once("open", () => resolve()).once("error", reject);
    });
  while (sockets.length < watchers)
    await Promise.all(Array.from({ length: openAtOnce }, () => open()));
  return sockets;
}

/** Seats that are free now, as many as two, from the live snapshot itself. */
async function freeSeats(at: string): Promise<number[]> {
  const bytes = new Uint8Array(await (await fetch(`${at}/seats.bin`)).arrayBuffer());
  const { statuses } = decodeSnapshot(bytes) ?? { statuses: new Uint8Array() };
  return [...statuses.keys()].filter((seat) => statuses[seat] === 0).slice(0, 2);
}

/** Gives when the page shows another number of free seats than now, once the frame with it is made. */
async function nextCount(page: Page): Promise<() => Promise<number>> {
  const name = `shown${Math.random()}`;
  await page.evaluate((key) => {
    const pill = document.querySelector(".pill--sync");
    const left = () => pill?.textContent?.split("·")[0];
    const before = left();
    const shown = new Promise<number>((resolve) => {
      const check = () => {
        if (left() === before) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(Date.now())));
      };
      const observer = new MutationObserver(check);
      if (pill) observer.observe(pill, { childList: true, subtree: true, characterData: true });
    });
    Object.assign(globalThis, { [key]: shown });
  }, name);
  return () =>
    page.evaluate(
      (key) => (globalThis as unknown as Record<string, Promise<number>>)[key] ?? 0,
      name,
    );
}
