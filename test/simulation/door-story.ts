import { type Answer, type Ask, DoorBook } from "../../src/contract/door/book.ts";
import type { DoorRecord } from "../../src/contract/door/records.ts";
import type { Group, ToPeer } from "../../src/contract/door/scanner-messages.ts";

export type DoorStory = {
  seed: number;
  gates: number;
  scanners: number;
  tickets: number;
  /** The share of messages between scanners that is lost. */
  loss: number;
  /** How often a phone dies right after it has let somebody in. */
  falls: number;
};

/** A fault that a test plants, to see that the simulation notices it. */
export const doorFlaws = [
  "asks-only-some",
  "forgets-promises",
  "server-forgets-promises",
  "waits-for-ever",
  "forgets-on-restart",
  "server-refuses-what-happened",
  "keeps-promises-to-itself",
] as const;
export type DoorFlaw = (typeof doorFlaws)[number];

export type DoorEnding = {
  broken: string[];
  shown: { in: number; no: number; person: number };
  lines: { [line: string]: number };
  doubles: number;
  deaths: number;
  restarts: number;
  lostAlone: number;
};

/** What really happened: somebody walked in. */
export type Entry = { record: DoorRecord; group: Group; hasLeft: boolean };

/** True if the second of two entries on one ticket should have been stopped. */
export function isExcluded(a: Entry, b: Entry): boolean {
  if (b.record.line === "person") return false;
  const [one, two] = [a.record.device, b.record.device];
  const isMutual = a.group.members.includes(two) && b.group.members.includes(one);
  const isByServer = a.record.line === "server" && b.record.line === "server";
  const hasAsked = b.record.line === "group" || a.record.line !== "person";
  return one === two || isByServer || (isMutual && hasAsked);
}

export class ForgetfulBook extends DoorBook {
  override answer(ask: Ask): Answer {
    const { inside } = this.presence(ask.seat);
    return inside ? { says: "in", record: inside } : { says: "free" };
  }
}

export const hourMs = 3_600_000;

export type Act =
  | { do: "arrive" | "leave"; seat: number }
  | { do: "deliver"; from: string; to: string; message: ToPeer }
  | { do: "wait"; device: string; number: number; ms: number; life: number }
  | { do: "ask-server"; device: string; ask: Ask }
  | { do: "server-answer"; device: string; number: number; answer: Answer }
  | { do: "decide"; device: string; number: number }
  | { do: "gossip" | "sync"; device: string }
  | { do: "trouble" };

/** A ticket's evening: it comes, sometimes twice at once as a copy, goes out, and comes again. */
export function eveningOf(seat: number, random: () => number): { at: number; act: Act }[] {
  const first = random() * hourMs * 0.8;
  const steps: { at: number; act: Act }[] = [{ at: first, act: { do: "arrive", seat } }];
  if (random() < 0.25) {
    const isAtOnce = random() < 0.6;
    const at = first + random() * (isAtOnce ? 400 : 600_000);
    steps.push({ at, act: { do: "arrive", seat } });
  }
  if (random() < 0.15) {
    const at = first + random() * 600_000;
    steps.push({ at, act: { do: "leave", seat } });
    steps.push({ at: at + random() * 300_000, act: { do: "arrive", seat } });
  }
  return steps;
}
