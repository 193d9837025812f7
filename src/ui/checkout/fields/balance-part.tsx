import type { Money } from "../../../contract/money/money.ts";
import { Amount } from "../../components/amount.tsx";
import { words } from "../../state/language.ts";
import type { OrderForm } from "../order-form.ts";

/** Lets the wallet pay a part and the card the rest. */
export function UseBalance({ part, form }: { part: Money; form: OrderForm }) {
  const w = words().payWith;
  return (
    <div class="use-balance">
      <label class="check">
        <input
          type="checkbox"
          checked={form.usesBalance.value}
          aria-describedby="use-balance-help"
          onChange={({ currentTarget: { checked } }) => {
            form.usesBalance.value = checked;
          }}
        />
        <b>{w.useBalance(<Amount of={part} />)}</b>
      </label>
      <p class="help" id="use-balance-help">
        {w.useBalanceHelp}
      </p>
    </div>
  );
}

/** Under the price: the wallet's part, and the rest to pay. */
export function PartLines({ fromWallet, toPay }: { fromWallet: Money; toPay: Money }) {
  const w = words().payWith;
  return (
    <dl class="sum sum--part">
      <div>
        <dt>{w.fromWallet}</dt>
        <dd>
          <Amount of={{ ...fromWallet, amount: -fromWallet.amount }} isSigned />
        </dd>
      </div>
      <div class="sum__total">
        <dt>{w.byMethod}</dt>
        <dd>
          <Amount of={toPay} />
        </dd>
      </div>
    </dl>
  );
}
