import type { ConcertDocument } from "../../../../contract/concert-draft/documents.ts";
import { krIndustry, krStandard } from "../../../../contract/money/refund-rules.ts";
import { ConcertRefunds } from "../../../concert/concert-refunds.tsx";
import { words } from "../../../state/language.ts";
import { firstDate } from "../editing/preview-date.ts";
import type { StepProps } from "../editing/setting.ts";
import { placed } from "../fields/placed.ts";
import { Check, ChoiceField } from "../fields/value-fields.tsx";
import { RefundBands } from "./refund-bands.tsx";

type Policy = ConcertDocument["refundPolicy"];

const presets: Record<Exclude<Policy["name"], "custom">, () => Policy> = {
  "kr-standard": () => structuredClone(krStandard),
  "kr-industry": () => krIndustry(),
};

/** Bands of one's own begin with those that were chosen before. */
const ownPolicy = (before: Policy): Policy => ({ ...before, name: "custom" });

/** What a ticket holder gets back, by a known rule or by bands, as the table that fans read. */
export function RefundsStep({ editing, setting }: StepProps) {
  const w = words().concertDraft.refunds;
  const document = editing.document.value;
  const policy = document.refundPolicy;
  const choose = (name: Policy["name"]) =>
    editing.change((before) => ({
      ...before,
      refundPolicy: name === "custom" ? ownPolicy(before.refundPolicy) : presets[name](),
    }));
  const date = firstDate(document, setting);
  return (
    <>
      <fieldset class="draft__choices" id={placed("/refundPolicy/name")}>
        <legend class="label">{w.policy}</legend>
        {(["kr-standard", "kr-industry", "custom"] as const).map((name) => (
          <label key={name} class="check">
            <input
              type="radio"
              name="policy"
              checked={policy.name === name}
              onChange={() => choose(name)}
            />
            <span>
              {w.policies[name]}
              <small class="help">{w.policyHelp[name]}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {policy.name === "custom" ? <Bands {...{ editing, policy }} /> : null}
      {date ? (
        <ConcertRefunds schedule={date} timeZone={setting.timeZone} />
      ) : (
        <p class="note">{w.tableLater}</p>
      )}
    </>
  );
}

function Bands({ editing, policy }: Pick<StepProps, "editing"> & { policy: Policy }) {
  const w = words().concertDraft.refunds;
  const set = (change: Partial<Policy>, field = "") =>
    editing.change(
      (before) => ({ ...before, refundPolicy: { ...before.refundPolicy, ...change } }),
      field,
    );
  return (
    <section class="draft__card" aria-labelledby="bands" id={placed("/refundPolicy/bands")}>
      <h3 id="bands">{w.bands}</h3>
      <p class="help">{w.bandsHelp}</p>
      <RefundBands bands={policy.bands} onChange={(bands, field) => set({ bands }, field)} />
      <ChoiceField
        id={placed("/refundPolicy/bookingFee")}
        label={w.fee}
        value={policy.bookingFee}
        onChange={(fee) => set({ bookingFee: fee as Policy["bookingFee"] })}
      >
        {(["always", "booking-day", "never"] as const).map((fee) => (
          <option key={fee} value={fee}>
            {w.fees[fee]}
          </option>
        ))}
      </ChoiceField>
      <Check
        label={w.cutOff}
        help={w.cutOffHelp}
        isOn={policy.cutOff !== null}
        onChange={(isOn) =>
          set({
            cutOff: isOn
              ? {
                  daysBefore: 1,
                  minuteOfDay: 17 * 60,
                  saturdayMinute: 11 * 60,
                  isOnWorkingDay: false,
                }
              : null,
          })
        }
      />
    </section>
  );
}
