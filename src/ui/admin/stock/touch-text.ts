import type { StockPreview } from "../../../contract/admin/stock/stock.ts";
import type { Locale } from "../../../contract/people/accounts.ts";
import { count } from "../../i18n/format.ts";
import type { Messages } from "../../i18n/whole.ts";

type Touched = Pick<
  StockPreview,
  "total" | "free" | "held" | "paying" | "kept" | "sold" | "blocked"
>;

const parts = ["free", "held", "paying", "kept", "blocked", "sold"] as const;

/**
 * What a change touches, in sentences: how many seats there are of each state, and what becomes of those that the block
 * cannot have at once.
 */
export function touchText(
  touched: Touched,
  words: Pick<Messages, "adminStock">,
  lang: Locale,
): string[] {
  const w = words.adminStock;
  const said = parts
    .filter((part) => touched[part] > 0)
    .map((part) => w.touched[part](count(touched[part], lang)))
    .join(", ");
  const waiting = touched.held + touched.paying + touched.kept;
  return [
    w.touches(count(touched.total, lang), said, touched.total),
    ...(waiting > 0 ? [w.joinLater(waiting)] : []),
    ...(touched.blocked > 0 ? [w.moveHere(touched.blocked)] : []),
    ...(touched.sold > 0 ? [w.staySold(touched.sold)] : []),
  ];
}
