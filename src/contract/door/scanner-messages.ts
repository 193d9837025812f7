import type { Answer, Ask } from "./book.ts";
import type { Doubt } from "./judging.ts";
import type { Counts, DoorRecord } from "./records.ts";

/** The scanners of one gate that ask each other. A later epoch replaces an earlier one. */
export type Group = { epoch: number; maker: string; members: readonly string[] };

export const isSame = (a: Group, b: Group) => a.epoch === b.epoch && a.maker === b.maker;
export const isLater = (a: Group, b: Group) =>
  a.epoch > b.epoch || (a.epoch === b.epoch && a.maker > b.maker);

export type ToPeer =
  | { type: "ask"; ask: Ask; group: Group }
  | { type: "answer"; number: number; answer: Answer }
  | { type: "regroup"; group: Group }
  | { type: "have"; counts: Counts }
  | { type: "records"; records: DoorRecord[] };

export type Outcome =
  | { verdict: "in"; record: DoorRecord }
  | { verdict: "no"; inside: DoorRecord | null; record: DoorRecord }
  | { verdict: "person"; doubt: Doubt };

export type Effect =
  | { do: "store"; record: DoorRecord }
  | { do: "show"; number: number; outcome: Outcome }
  | { do: "tell"; to: string; message: ToPeer }
  | { do: "ask-server"; ask: Ask }
  | { do: "wait"; number: number; ms: number };
