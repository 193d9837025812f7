import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { PlainError } from "../dev/progress.ts";
import type { Pace } from "./slices.ts";

export interface BenchOptions {
  pace: Pace;
  /** Which measurements to make; null for all. */
  only: string[] | null;
  jsonFile: string | null;
}

export function readBenchOptions(names: string[], args = process.argv.slice(2)): BenchOptions {
  const { values } = parse(args);
  const only = values.only?.split(",") ?? null;
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new PlainError(`There is no measurement ${unknown}; there are ${names.join(", ")}.`);
  return {
    pace: {
      rounds: readNumber("--rounds", values.rounds, 1, 100),
      sliceMs: readNumber("--seconds", values.seconds, 0.1, 2) * 1_000,
    },
    only,
    jsonFile: values.json === undefined ? null : resolve(values.json),
  };
}

function parse(args: string[]) {
  const text = { type: "string" } as const;
  const rounds = { ...text, default: "8" };
  const seconds = { ...text, default: "1" };
  try {
    return parseArgs({ args, options: { only: text, json: text, rounds, seconds } });
  } catch (error) {
    const known = "--only NAME[,NAME], --rounds N, --seconds S (of a slice) and --json FILE";
    throw new PlainError(`${(error as Error).message}\nThere are: ${known}.`);
  }
}

function readNumber(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (value >= min && value <= max) return value;
  throw new PlainError(`${name} takes a number from ${min} to ${max}, not ${text}.`);
}
