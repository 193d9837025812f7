import type { OrderState } from "../../../contract/admin/orders.ts";
import { Icon } from "../../components/icon.tsx";
import { words } from "../../state/language.ts";

const looks = {
  paid: { icon: "check", tone: "open" },
  "partly-refunded": { icon: "refund", tone: "low" },
  cancelled: { icon: "ban", tone: "out" },
} as const;

export function OrderStateBadge({ state }: { state: OrderState }) {
  const { icon, tone } = looks[state];
  return (
    <span class={`badge badge--box badge--${tone}`}>
      <Icon name={icon} size={16} />
      {words().orderPages.states[state]}
    </span>
  );
}
