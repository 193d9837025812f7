import type { Concert } from "../../../contract/catalogue/concerts.ts";
import { local, words } from "../../state/language.ts";
import { FaultLine } from "./fault-line.tsx";
import { agreementItems } from "../../../contract/money/agreement.ts";
import type { OrderForm } from "../order-form.ts";

/** The legally required agreements, each with its text, or all at once. */
export function Agreements({ form, concert }: { form: OrderForm; concert: Concert | undefined }) {
  const w = words().agreements;
  const agreed = form.agreed.value;
  const isWrong = form.faults.value.includes("agreement");
  const organizer = concert?.organizer ? local(concert.organizer.name) : w.organizer;
  return (
    <fieldset class="blk agree" aria-describedby="agree-fault">
      <legend class="sr">{w.title}</legend>
      <h2 aria-hidden="true">{w.title}</h2>
      <label class="check agree__all">
        <input
          type="checkbox"
          id="agree-all"
          checked={agreementItems.every((item) => agreed.includes(item))}
          onChange={({ currentTarget: { checked } }) => form.agree(agreementItems, checked)}
        />
        <b>{w.all}</b>
      </label>
      {agreementItems.map((item) => (
        <div class="agree__item" key={item}>
          <label class="check">
            <input
              type="checkbox"
              checked={agreed.includes(item)}
              aria-invalid={isWrong && !agreed.includes(item)}
              onChange={({ currentTarget: { checked } }) => form.agree([item], checked)}
            />
            <span>{w.item[item]}</span>
          </label>
          <details>
            <summary class="t-14">{w.read}</summary>
            <p class="t-14 c-2">{w.text[item](organizer)}</p>
          </details>
        </div>
      ))}
      <FaultLine id="agree-fault" text={isWrong ? w.fault : null} />
    </fieldset>
  );
}
