import type { Concert } from "../../../contract/catalog/concerts.ts";
import { agreementItems } from "../../../contract/money/agreement.ts";
import { AgreementList } from "../../components/agreement-list.tsx";
import { local, words } from "../../state/language.ts";
import type { OrderForm } from "../order-form.ts";

/** The terms that a buyer agrees to before paying. */
export function Agreements({ form, concert }: { form: OrderForm; concert: Concert | undefined }) {
  const w = words().agreements;
  const organizer = concert?.organizer ? local(concert.organizer.name) : w.organizer;
  return (
    <fieldset class="blk agree" aria-describedby="agree-fault">
      <legend class="sr">{w.title}</legend>
      <h2 aria-hidden="true">{w.title}</h2>
      <AgreementList
        id="agree"
        words={w}
        texts={agreementItems.map((item) => ({
          item,
          label: w.item[item],
          text: w.text[item](organizer),
        }))}
        agreed={form.agreed.value}
        isWrong={form.faults.value.includes("agreement")}
        onAgree={form.agree}
      />
    </fieldset>
  );
}
