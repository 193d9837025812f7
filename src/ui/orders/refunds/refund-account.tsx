import { bankName, bankNumbers } from "./banks.ts";
import { FaultLine } from "../../components/fault-line.tsx";
import type { AccountField, RefundState } from "./refund-state.ts";
import { local, words } from "../../state/language.ts";

/** The account for refunds of virtual-account payments. It is requested now and not stored after the refund. */
export function RefundAccountFields({ refund }: { refund: RefundState }) {
  const w = words().cancel;
  const change = (field: AccountField, value: string) => {
    refund.account.value = { ...refund.account.value, [field]: value };
  };
  const { bank } = refund.account.value;
  return (
    <fieldset class="refund-account stack">
      <legend class="label">{w.account.title}</legend>
      <div class="field">
        <label for="refund-bank">{w.account.bank}</label>
        <select
          class="input"
          id="refund-bank"
          value={bank}
          aria-invalid={refund.faults.value.includes("bank")}
          aria-describedby="refund-bank-fault"
          onChange={({ currentTarget: { value } }) => change("bank", value)}
        >
          <option value="">{w.account.choose}</option>
          {bankNumbers.map((number) => (
            <option key={number} value={number}>
              {local(bankName(number))}
            </option>
          ))}
        </select>
        <Fault refund={refund} field="bank" />
      </div>
      {(["accountNumber", "holder"] as const).map((field) => (
        <div class="field" key={field}>
          <label for={`refund-${field}`}>{w.account[field]}</label>
          <input
            class="input num"
            id={`refund-${field}`}
            autocomplete={field === "holder" ? "name" : "off"}
            inputMode={field === "holder" ? "text" : "numeric"}
            maxLength={field === "holder" ? 60 : 30}
            value={refund.account.value[field]}
            aria-invalid={refund.faults.value.includes(field)}
            aria-describedby={`refund-${field}-fault`}
            onInput={({ currentTarget: { value } }) => change(field, value)}
          />
          <Fault refund={refund} field={field} />
        </div>
      ))}
      <p class="help">{w.account.help}</p>
    </fieldset>
  );
}

function Fault({ refund, field }: { refund: RefundState; field: AccountField }) {
  const isWrong = refund.faults.value.includes(field);
  return (
    <FaultLine
      id={`refund-${field}-fault`}
      text={isWrong ? words().cancel.account.fault[field] : null}
    />
  );
}
