import type { DoorRecord } from "./records.ts";

/** Why older codes of a ticket are worthless. */
export type Change = "refunded" | "given-back" | "transferred" | "moved" | "renewed";

/** What steward and ticket holder have to look at together. */
export type Flag = "identity" | "wheelchair" | "proof" | "companion";

/** What a door knows of a ticket: no more than is needed to let its holder in. */
export type DoorTicket = {
  seat: number;
  /** Raised by each change; a code of an earlier turn is worthless. */
  turn: number;
  state: "valid" | "blocked" | "void";
  /** The change that made the earlier codes worthless, or the ticket void. */
  change: Change | null;
  gate: string;
  zone: string;
  flags: readonly Flag[];
};

/** What a code says, once its signature is checked. */
export type ReadCode =
  | { state: "unreadable" }
  | { state: "other-show"; startsAtMs: number | null }
  /** A code that changes every few seconds, and was not one of the present ones: a picture of a screen. */
  | { state: "outdated" }
  | { state: "good"; seat: number; turn: number };

export type DoorPolicy = {
  opensAtMs: number;
  /** True if a ticket may enter at any gate as long as the server says so. */
  anyGate: boolean;
  /** True if somebody who went out may come in again. */
  reEntry: boolean;
};

export type Place = { gate: string; zones: readonly string[] | null };

export type Refusal =
  | { reason: "unreadable" | "outdated" | "blocked" | "wrong-zone" | "no-re-entry" }
  | { reason: "other-show"; startsAtMs: number | null }
  | { reason: "revoked"; change: Change | null }
  | { reason: "already-in"; record: DoorRecord }
  | { reason: "wrong-gate"; gate: string }
  | { reason: "too-early"; opensAtMs: number };

/** Why a person has to decide. */
export type Doubt = Flag | "sold-later" | "nobody-answered" | "asked-elsewhere" | "not-in-group";

export type Judgment =
  | { verdict: "no"; refusal: Refusal }
  /** `server` says that only the server's word lets this ticket in here. */
  | { verdict: "in"; turn: number; doubts: Doubt[]; server: boolean };

export type Question = {
  code: ReadCode;
  ticket: DoorTicket | null;
  inside: DoorRecord | null;
  /** True if somebody came in on this ticket and has left. */
  hasLeft: boolean;
  policy: DoorPolicy;
  here: Place;
  nowMs: number;
};

const no = (refusal: Refusal): Judgment => ({ verdict: "no", refusal });

/**
 * Says what a code is worth at this gate. Device and server judge alike. What cannot be mended comes first, so that a
 * steward gives the reason that ends the matter.
 */
export function judge({ code, ticket, inside, hasLeft, policy, here, nowMs }: Question): Judgment {
  if (code.state === "unreadable" || code.state === "outdated") return no({ reason: code.state });
  if (code.state === "other-show") return no({ reason: "other-show", startsAtMs: code.startsAtMs });
  if (ticket === null)
    return { verdict: "in", turn: code.turn, doubts: ["sold-later"], server: true };
  // A later turn than the list's is signed by us, so the list is the older of the two.
  const isNewer = code.turn > ticket.turn;
  if (code.turn < ticket.turn || (ticket.state === "void" && !isNewer))
    return no({ reason: "revoked", change: ticket.change });
  if (ticket.state === "blocked") return no({ reason: "blocked" });
  if (inside) return no({ reason: "already-in", record: inside });
  if (here.zones && !here.zones.includes(ticket.zone)) return no({ reason: "wrong-zone" });
  const isElsewhere = ticket.gate !== here.gate;
  if (isElsewhere && !policy.anyGate) return no({ reason: "wrong-gate", gate: ticket.gate });
  if (nowMs < policy.opensAtMs) return no({ reason: "too-early", opensAtMs: policy.opensAtMs });
  if (hasLeft && !policy.reEntry) return no({ reason: "no-re-entry" });
  return { verdict: "in", turn: code.turn, doubts: [...ticket.flags], server: isElsewhere };
}
