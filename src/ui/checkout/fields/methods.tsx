import type { ComponentChildren } from "preact";
import type { Money } from "../../../contract/money/money.ts";
import type { PaymentMethod } from "../../../contract/money/payments.ts";
import { Amount } from "../../components/amount.tsx";
import { words } from "../../state/language.ts";

type MethodsProps = {
  chosen: PaymentMethod | null;
  onChoose: (method: PaymentMethod) => void;
  balance: Money | undefined;
  missing: Money | null;
  /** The minutes that a transfer to a virtual account may take; 0 if it is not offered. */
  depositMinutes: number;
};

/** The payment methods: the wallet first, then the gateway's. */
export function Methods({ chosen, onChoose, balance, missing, depositMinutes }: MethodsProps) {
  const w = words().payWith;
  const isAvailable = depositMinutes > 0;
  const about: Partial<Record<PaymentMethod, ComponentChildren>> = {
    wallet: (
      <>
        {w.balance} {balance ? <Amount of={balance} /> : "…"}
        {missing ? <> · {w.short(<Amount of={missing} />)}</> : null}
      </>
    ),
    virtualAccount: isAvailable ? w.depositWithin(depositMinutes) : w.noDeposits,
  };
  return (
    <fieldset class="blk">
      <legend class="sr">{w.title}</legend>
      <h2 aria-hidden="true">{w.title}</h2>
      <div class="ways">
        {order.map((method) => (
          <label key={method} class={`way way--${method}`}>
            <input
              type="radio"
              name="method"
              value={method}
              checked={chosen === method}
              disabled={method === "virtualAccount" && !isAvailable}
              onChange={() => onChoose(method)}
            />
            <span>
              {w.method[method]}
              {about[method] === undefined ? null : <small>{about[method]}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const order = ["wallet", "card", "easyPay", "transfer", "virtualAccount"] as const;
