import type { StockAbout } from "../../contract/admin/stock/stock.ts";
import { placeKey } from "../../contract/plan/seat-places.ts";
import type { StoredBlock, StoredChange } from "../../db/stock/stock-blocks.ts";
import type { KnownBlock, StockChange } from "../rows/stock-rows.ts";
import type { Sale } from "../sale.ts";

/** In one order of its fields, so that equal words are equal texts. */
export function aboutText({ kind, reason, owner, note, channel, agency }: StockAbout): string {
  return JSON.stringify({ kind, reason, owner, note, channel, agency });
}

export const aboutOf = (text: string): StockAbout => JSON.parse(text) as StockAbout;

export const knownBlock = ({ releaseAtMs, about, ...block }: StoredBlock): KnownBlock => ({
  ...block,
  releaseAt: releaseAtMs,
  about: aboutText(about),
});

/** The change as the books take it. */
export function storedChange({ places }: Sale, change: StockChange): StoredChange {
  const { by, at: atMs } = change;
  if (change.type === "stockReleased") {
    const { blockId, version } = change;
    return { blockId, version, atMs, by, isReleased: true };
  }
  const { blockId, version, channel, releaseAt, about } = change.block;
  return {
    blockId,
    version,
    atMs,
    by,
    isReleased: false,
    channel,
    releaseAtMs: releaseAt,
    about: aboutOf(about),
    added: change.added.map((seat) => [seat, placeKey(places, seat)]),
    removed: [...change.removed],
  };
}
