import { drawnRank } from "../../contract/sale/draw.ts";
import type { Draw } from "../../contract/sale/queue.ts";
import { startThemeSwitch } from "./theme-switch.ts";

type DrawPageData = { draw: Draw; rank: string; seedIs: string; seedIsNot: string };

const data = JSON.parse(document.getElementById("draw-data")?.textContent ?? "{}") as DrawPageData;
const { draw } = data;
const say = (id: string, text: string) => document.getElementById(id)?.replaceChildren(text);

/** Everything here is computed in this browser from the published data. */
async function check(): Promise<void> {
  const { seed, after, count, aside, commitment } = draw;
  if (after === null || count === null) return;
  if (seed !== null)
    say("seed-check", (await hashOf(seed)) === commitment ? data.seedIs : data.seedIsNot);
  const input = document.getElementById("number");
  input?.addEventListener("input", () => {
    const number = Number((input as HTMLInputElement).value);
    const isNumber = Number.isSafeInteger(number) && number >= 1;
    const rank = isNumber ? drawnRank({ seed, after, count, aside }, number) : null;
    say("rank", rank === null ? "" : data.rank.replace("{n}", String(rank)));
  });
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

startThemeSwitch();
void check();
