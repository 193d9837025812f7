import { Icon } from "../../components/icon.tsx";
import { words } from "../../state/language.ts";
import { account } from "../../state/session.ts";
import { FaultLine } from "../../components/fault-line.tsx";
import type { OrderForm } from "../order-form.ts";

/** The buyer, and the address for the tickets. */
export function Buyer({ form }: { form: OrderForm }) {
  const w = words().checkout;
  const isWrong = form.faults.value.includes("mail");
  return (
    <section class="blk" aria-labelledby="buyer">
      <h2 id="buyer">{w.buyer}</h2>
      <div class="note note--ok">
        <Icon name="check" />
        <p>
          <b>{account.value?.name}</b>
          <br />
          {w.buyerText}
        </p>
      </div>
      <div class="field">
        <label for="mail-to">{w.mailTo}</label>
        <input
          class="input"
          id="mail-to"
          name="email"
          type="email"
          autocomplete="email"
          required
          maxLength={254}
          value={form.mailTo.value}
          onInput={({ currentTarget: { value } }) => {
            form.mailTo.value = value;
          }}
          onChange={form.keep}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? "mail-fault" : "mail-help"}
        />
        <FaultLine id="mail-fault" text={isWrong ? w.mailFault : null} />
        <p class="help" id="mail-help">
          {w.mailHelp}
        </p>
      </div>
    </section>
  );
}
