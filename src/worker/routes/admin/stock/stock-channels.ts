import type { CreateStock, StockAbout, StockKind } from "../../../../contract/admin/stock/stock.ts";
import { codeChannel } from "../../../buying/stock-codes.ts";
import { ProblemError } from "../../../problem.ts";

const usual = new Map<StockKind, StockAbout["channel"]>([
  ["house", "staff"],
  ["killed", "none"],
  ["allotment", "agency"],
  ["channel", "counter"],
]);

type Facts = Pick<CreateStock, "kind" | "reason" | "owner" | "note" | "channel" | "agency">;

export function aboutOf({ kind, reason, owner, note, channel, agency }: Facts): StockAbout {
  const taking = channel ?? usual.get(kind) ?? "staff";
  const about = { kind, reason, owner, note, channel: taking, agency };
  if ((kind === "killed") !== (about.channel === "none")) throw faulty("channel");
  if ((about.channel === "agency") !== (agency !== "")) throw faulty("agency");
  return about;
}

/** The channel as holds name it; null if nobody can take the seats. */
export async function channelOf(
  { channel, agency }: StockAbout,
  code: string | undefined,
): Promise<string | null> {
  if ((channel === "code") !== (code !== undefined)) throw faulty("code");
  if (code !== undefined) return await codeChannel(code);
  if (channel === "agency") return `agency:${agency}`;
  return channel === "none" ? null : channel;
}

const faulty = (field: string): ProblemError =>
  new ProblemError("invalid-request", undefined, [
    { pointer: `/${field}`, detail: "does not go with the kind and the channel" },
  ]);
