import type { AdminSchedule } from "../../../contract/admin/sales.ts";
import { Icon, type IconName } from "../../components/icon.tsx";
import { words } from "../../state/language.ts";

type State = AdminSchedule["sale"] | "soldOut";

const looks: Record<State, { icon: IconName; tone: string }> = {
  upcoming: { icon: "clock", tone: "soon" },
  open: { icon: "sale", tone: "open" },
  paused: { icon: "pause", tone: "low" },
  draining: { icon: "door", tone: "low" },
  soldOut: { icon: "ban", tone: "out" },
  closed: { icon: "lock", tone: "out" },
  cancelled: { icon: "close", tone: "cancel" },
};

/** As the fans' badge, with the states that only an organizer sees. */
export function SaleBadge({ state }: { state: State }) {
  const { icon, tone } = looks[state];
  return (
    <span class={`badge badge--box badge--${tone}`}>
      <Icon name={icon} size={16} />
      {words().adminSale.state[state]}
    </span>
  );
}
