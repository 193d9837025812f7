import type { PaymentStatus } from "../../../contract/money/payments.ts";
import { Icon, type IconName } from "../../components/icon.tsx";
import { words } from "../../state/language.ts";

const looks: Record<PaymentStatus, { icon: IconName; tone: string }> = {
  ready: { icon: "clock", tone: "soon" },
  "awaiting-deposit": { icon: "clock", tone: "low" },
  unknown: { icon: "info", tone: "low" },
  paid: { icon: "check", tone: "open" },
  refused: { icon: "ban", tone: "out" },
  "to-refund": { icon: "back", tone: "low" },
  refunded: { icon: "back", tone: "out" },
};

export function PaymentBadge({ status }: { status: PaymentStatus }) {
  const { icon, tone } = looks[status];
  return (
    <span class={`badge badge--box badge--${tone}`}>
      <Icon name={icon} size={16} />
      {words().adminPayments.state[status]}
    </span>
  );
}
