import type { ReceiptType } from "../../../contract/money/personal-numbers.ts";
import { words } from "../../state/language.ts";
import { FaultLine } from "../../components/fault-line.tsx";
import type { OrderForm } from "../order-form.ts";

/** A cash receipt for a transfer: its tax purpose and the number it is issued to. */
export function ReceiptFields({ form }: { form: OrderForm }) {
  const w = words().receipt;
  const type = form.receiptType.value;
  const isWrong = form.faults.value.includes("receipt");
  return (
    <fieldset class="blk">
      <legend class="sr">{w.title}</legend>
      <h2 aria-hidden="true">{w.title}</h2>
      <div class="receipts">
        {([null, "income", "expense"] as const).map((each) => (
          <label class="check" key={each}>
            <input
              type="radio"
              name="receipt"
              checked={type === each}
              onChange={() => {
                form.receiptType.value = each;
              }}
            />
            <span>{w.type[each ?? "none"]}</span>
          </label>
        ))}
      </div>
      {type === null ? null : <NumberField form={form} type={type} isWrong={isWrong} />}
    </fieldset>
  );
}

type NumberFieldProps = { form: OrderForm; type: ReceiptType; isWrong: boolean };

function NumberField({ form, type, isWrong }: NumberFieldProps) {
  const w = words().receipt;
  return (
    <div class="field">
      <label for="receipt-number">{w.number[type]}</label>
      <input
        class="input num"
        id="receipt-number"
        name={type === "income" ? "tel" : "business-number"}
        inputMode="numeric"
        autocomplete={type === "income" ? "tel-national" : "off"}
        maxLength={24}
        value={form.receiptNumber.value}
        onInput={({ currentTarget: { value } }) => {
          form.receiptNumber.value = value;
        }}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? "receipt-fault" : "receipt-help"}
      />
      <FaultLine id="receipt-fault" text={isWrong ? w.fault[type] : null} />
      <p class="help" id="receipt-help">
        {w.help}
      </p>
    </div>
  );
}
