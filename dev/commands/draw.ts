import { createHash } from "node:crypto";
import { drawnRank, sizeOf } from "../../src/contract/sale/draw.ts";
import type { Draw } from "../../src/contract/sale/queue.ts";
import { readCommandLine } from "../machine/command-line.ts";

const usage = `Checks the draw of a lottery, on this machine and from public data alone.

  npm run draw -- https://host/draw/SCHEDULE_ID NUMBER …
  npm run draw -- --seed HEX --after N --count N [--commitment HEX] NUMBER …`;

/** A draw as it was published. */
type Known = Pick<Draw, "seed" | "after" | "count"> & {
  commitment: string | null;
  aside?: Draw["aside"];
};

/** Whether the seed matches the published hash, and the rank that each number drew. */
export function checkDraw(known: Known, numbers: number[]): { lines: string[]; isSound: boolean } {
  const { seed, after, count, aside = [], commitment } = known;
  if (seed === null || after === null || count === null)
    return {
      lines: [`Published: ${commitment}`, "The draw has not been held yet."],
      isSound: true,
    };
  const hash = createHash("sha256").update(seed).digest("hex");
  const isSound = commitment === null || commitment === hash;
  const draw = { seed, after, count, aside };
  return {
    lines: [
      `Seed:     ${seed}`,
      `SHA-256:  ${hash}`,
      isSound
        ? "The seed matches the published hash."
        : `The seed does NOT match the published hash: ${commitment}`,
      `Drawn:    ${sizeOf(aside)} numbers kept from a presale, and ${count - sizeOf(aside)} from ${after + 1} on`,
      ...numbers.map((number) => `Number ${number} has rank ${drawnRank(draw, number)}`),
    ],
    isSound,
  };
}

/** Takes the address of the page or of the API; both name the schedule. */
async function published(address: string): Promise<Known> {
  const { origin, pathname } = new URL(address);
  const scheduleId = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(pathname)?.[0];
  const response = await fetch(`${origin}/api/v1/schedules/${scheduleId}/queue/draw`);
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  return (await response.json()) as Draw;
}

async function main(): Promise<void> {
  const text = { type: "string" } as const;
  const { values, positionals } = readCommandLine({
    usage,
    options: { seed: text, after: text, count: text, commitment: text },
    takesWords: true,
  });
  const address = positionals.find((word) => URL.canParse(word));
  const numbers = positionals.filter((word) => /^\d+$/.test(word)).map(Number);
  if (address === undefined && values.seed === undefined) return console.log(usage);
  const given: Known = {
    seed: values.seed ?? null,
    after: Number(values.after ?? 0),
    count: Number(values.count),
    commitment: values.commitment ?? null,
  };
  const { lines, isSound } = checkDraw(address ? await published(address) : given, numbers);
  console.log(lines.join("\n"));
  process.exitCode = isSound ? 0 : 1;
}

if (import.meta.main) await main();
