import { resolve } from "node:path";
import { readCommandLine } from "../../dev/machine/command-line.ts";
import { PlainError } from "../../dev/machine/progress.ts";
import type { Pace } from "./slices.ts";

export interface BenchOptions {
  pace: Pace;
  /** How many orders the books of the reports have. */
  orders: number;
  /** Which measurements to make; null for all. */
  only: string[] | null;
  jsonFile: string | null;
}

const text = { type: "string" } as const;
const options = {
  only: text,
  json: text,
  orders: { ...text, default: "10000000" },
  rounds: { ...text, default: "8" },
  seconds: { ...text, default: "1" },
} as const;

const usageOf = (names: string[]) => `npm run bench [-- OPTIONS]    how fast it is, in ratios

  --only NAME[,NAME]  ${names.join(", ")}; else all of them
  --rounds NUMBER     how often each is measured; else 8
  --seconds NUMBER    how long a slice of a round is; else 1
  --orders NUMBER     orders in the books of "reports"; else 10,000,000, which takes about 15 minutes to write
  --json FILE         writes the figures there as well`;

export function readBenchOptions(names: string[], args = process.argv.slice(2)): BenchOptions {
  const { values } = readCommandLine({ usage: usageOf(names), options }, args);
  const only = values.only?.split(",") ?? null;
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new PlainError(`There is no measurement ${unknown}; there are ${names.join(", ")}.`);
  return {
    pace: {
      rounds: readNumber("--rounds", values.rounds, 1, 100),
      sliceMs: readNumber("--seconds", values.seconds, 0.1, 2) * 1_000,
    },
    orders: readNumber("--orders", values.orders, 1_000, 20_000_000),
    only,
    jsonFile: values.json === undefined ? null : resolve(values.json),
  };
}

function readNumber(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (value >= min && value <= max) return value;
  throw new PlainError(`${name} takes a number from ${min} to ${max}, not ${text}.`);
}
