import type { Browser, BrowserContext } from "playwright-core";
import { type Figures, rounded } from "../support/figures.ts";
import { tell } from "../support/report.ts";
import { adminStates, fanStates, guestStates, settled, type State } from "./ui-shift-states.ts";
import { desktop, phone, signIn, slowDown } from "./ui-site.ts";

const shiftMax = 0.03;

/** How little every page shifts, signed-in pages too, from its first paint until its last answer. */
export async function measureShift(browser: Browser, siteUrl: string): Promise<Figures> {
  console.log(`\n  Layout shift, page by page; at most ${shiftMax} each`);
  const figures: Figures = {};
  for (const [size, device] of Object.entries({ phone, desktop })) {
    const guest = await browser.newContext({ baseURL: siteUrl, ...device });
    const fan = await signIn(browser, siteUrl, "fan@frontrow.test", "frontrow-fan-1", device);
    const admin = await signIn(browser, siteUrl, "admin@frontrow.test", "frontrow-admin-1", device);
    const visits: [BrowserContext, State[]][] = [
      [guest, await guestStates(siteUrl)],
      [fan, await fanStates(fan, siteUrl)],
      [admin, await adminStates(admin, siteUrl)],
    ];
    for (const [context, states] of visits) {
      for (const state of states) {
        noteShift(figures, `shift_${size}_${state.name}`, await shiftOf(context, state));
      }
      await context.close();
    }
  }
  return figures;
}

/** A page that jumps fails the run, whether or not anybody reads the figures. */
export function noteShift(figures: Figures, name: string, { shift, moved }: Moved): void {
  figures[name] = rounded(shift);
  tell(name, shift.toFixed(3), shift <= shiftMax, moved);
  if (shift > shiftMax) process.exitCode = 1;
}

type Moved = { shift: number; moved: string };

async function shiftOf(context: BrowserContext, { path, happen }: State): Promise<Moved> {
  const page = await context.newPage();
  await slowDown(page);
  await page.addInitScript(watchShift);
  await page.goto(path, { waitUntil: "load" });
  if (happen) await happen(page);
  await settled(page);
  const seen = await page.evaluate(() => (globalThis as unknown as Watched).shiftSeen);
  await page.close();
  await context.setOffline(false);
  const worst = seen.moves.toSorted((a, b) => b.value - a.value).slice(0, 3);
  const moved = worst.map(({ value, what }) => `${value.toFixed(3)} ${what}`).join("; ");
  return { shift: seen.shift, moved };
}

type Watched = {
  shiftSeen: { shift: number; moves: { value: number; what: string }[] };
};

/** Runs in the page first: adds up the shifts without user input, and records their elements. */
function watchShift(): void {
  const seen: Watched["shiftSeen"] = { shift: 0, moves: [] };
  (globalThis as unknown as Watched).shiftSeen = seen;
  type Shift = PerformanceEntry & {
    value: number;
    hadRecentInput: boolean;
    sources: { node: Node | null }[];
  };
  const nameOf = (node: Node | null): string => {
    const element = node instanceof Element ? node : node?.parentElement;
    return element ? `${element.tagName.toLowerCase()}.${element.className}`.slice(0, 40) : "gone";
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as Shift[]) {
      if (entry.hadRecentInput) continue;
      seen.shift += entry.value;
      seen.moves.push({
        value: entry.value,
        what: entry.sources.map(({ node }) => nameOf(node)).join(" "),
      });
    }
  }).observe({ type: "layout-shift", buffered: true });
}
