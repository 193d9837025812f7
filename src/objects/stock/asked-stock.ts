import type { StockAbout } from "../../contract/admin/stock/stock.ts";
import type { Asked } from "../../core/messages.ts";
import type { Sale } from "../sale.ts";
import type { AskedStock } from "../schedule-calls.ts";
import { aboutOf, aboutText } from "./stock-facts.ts";

/** The command of a request. What a change leaves out stays as it is. */
export function stockCommand({ state }: Sale, asked: AskedStock): Asked<"changeStock"> {
  const before = state.blocks.get(asked.blockId);
  const about = { ...(before ? aboutOf(before.about) : nothing), ...asked.about };
  const { channel = before?.channel ?? null, releaseAt = before?.releaseAt ?? null } = asked;
  return { ...asked, type: "changeStock", channel, releaseAt, about: aboutText(about) };
}

const nothing: StockAbout = {
  kind: "house",
  reason: "other",
  owner: "",
  note: "",
  channel: "staff",
  agency: "",
};
