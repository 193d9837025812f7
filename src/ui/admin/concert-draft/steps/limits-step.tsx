import type { SeatingRules } from "../../../../contract/sale/seating-rules.ts";
import { words } from "../../../state/language.ts";
import type { StepProps } from "../editing/setting.ts";
import { placed } from "../fields/placed.ts";
import { NumberField } from "../fields/value-fields.tsx";

/** How many seats an account may have, and how long it may take. */
export function LimitsStep({ editing }: StepProps) {
  const w = words().concertDraft.limits;
  const { seatsPerAccount, holdMinutes, depositMinutes, seating, accountLimits } =
    editing.document.value;
  const seat = (change: Partial<SeatingRules>, field = "") =>
    editing.change((before) => ({ ...before, seating: { ...before.seating, ...change } }), field);
  return (
    <>
      <div class="draft__fields">
        <NumberField
          id={placed("/seatsPerAccount")}
          label={w.seats}
          value={seatsPerAccount}
          min={1}
          max={20}
          unit={w.seatsUnit}
          help={w.seatsHelp}
          onInput={(seats) =>
            editing.change((before) => ({ ...before, seatsPerAccount: seats ?? 4 }), "seats")
          }
        />
        {(
          [
            ["perDay", w.perDay],
            ["perConcert", w.perConcert],
          ] as const
        ).map(([kind, label]) => (
          <NumberField
            key={kind}
            id={placed(`/accountLimits/${kind}`)}
            label={label}
            value={accountLimits[kind]}
            min={1}
            max={1_000}
            unit={w.seatsUnit}
            help={w.noLimit}
            isOptional
            onInput={(most) =>
              editing.change(
                (before) => ({
                  ...before,
                  accountLimits: { ...before.accountLimits, [kind]: most },
                }),
                kind,
              )
            }
          />
        ))}
        <NumberField
          id={placed("/holdMinutes")}
          label={w.hold}
          value={holdMinutes}
          min={1}
          max={30}
          unit={w.minutes}
          help={w.holdHelp}
          onInput={(minutes) =>
            editing.change((before) => ({ ...before, holdMinutes: minutes ?? 5 }), "hold")
          }
        />
        <NumberField
          id={placed("/depositMinutes")}
          label={w.deposit}
          value={depositMinutes}
          min={0}
          max={4_320}
          unit={w.minutes}
          help={w.depositHelp}
          onInput={(minutes) =>
            editing.change((before) => ({ ...before, depositMinutes: minutes ?? 0 }), "deposit")
          }
        />
      </div>
      <fieldset class="draft__choices" id={placed("/seating/singleSeats")}>
        <legend class="label">{w.singles}</legend>
        {(["off", "advice", "rule"] as const).map((kind) => (
          <label key={kind} class="check">
            <input
              type="radio"
              name="single-seats"
              checked={seating.singleSeats === kind}
              onChange={() => seat({ singleSeats: kind })}
            />
            <span>
              {w.singleKinds[kind]}
              <small class="help">{w.singleHelp[kind]}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="draft__fields">
        <NumberField
          id={placed("/seating/spacesOpenMinutes")}
          label={w.spaces}
          value={seating.spacesOpenMinutes === null ? null : seating.spacesOpenMinutes / 60}
          min={0}
          max={8_760}
          unit={w.hoursBefore}
          help={w.spacesHelp}
          isOptional
          onInput={(hours) =>
            seat({ spacesOpenMinutes: hours === null ? null : hours * 60 }, "spaces")
          }
        />
      </div>
    </>
  );
}
