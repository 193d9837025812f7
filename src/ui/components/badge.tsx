import type { SaleState } from "../../contract/catalog/concerts.ts";
import { words } from "../state/public-words.ts";
import { Icon, type IconName } from "./icon.tsx";

export type BadgeState = SaleState | "low" | "soldOut";

const looks: Record<BadgeState, { icon: IconName; tone: string }> = {
  upcoming: { icon: "clock", tone: "soon" },
  open: { icon: "sale", tone: "open" },
  paused: { icon: "pause", tone: "low" },
  closed: { icon: "lock", tone: "out" },
  cancelled: { icon: "close", tone: "cancel" },
  low: { icon: "alert", tone: "low" },
  soldOut: { icon: "ban", tone: "out" },
};

/** The state of a sale as icon and word, never by color alone. */
export function Badge({ state, isBoxed = false }: { state: BadgeState; isBoxed?: boolean }) {
  const { icon, tone } = looks[state];
  return (
    <span class={`badge badge--${tone} ${isBoxed ? "badge--box" : ""}`}>
      <Icon name={icon} size={16} />
      {words().sale[state]}
    </span>
  );
}
