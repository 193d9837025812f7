import type { Signal } from "@preact/signals";
import type { StockBlock } from "../../../contract/admin/stock/stock.ts";
import type { StaffRefundTarget } from "../../../contract/money/refunds.ts";
import { words } from "../../state/language.ts";
import { nameOf } from "../staff-map/block-name.ts";
import type { RefundChoice } from "./refund-state.ts";

type Choosing = { choice: Signal<RefundChoice> };
const handKinds = ["cash", "bank-transfer", "terminal", "voucher"] as const;

function change({ choice }: Choosing, part: Partial<RefundChoice>): void {
  choice.value = { ...choice.value, ...part };
}

type SwitchProps = {
  id: string;
  title: string;
  text: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
};

function Switch({ id, title, text, isOn, onChange }: SwitchProps) {
  return (
    <label class="refund__switch">
      <span>
        <b>{title}</b>
        <small class="c-2" id={`${id}-text`}>
          {text}
        </small>
      </span>
      <input
        class="switch"
        type="checkbox"
        role="switch"
        aria-describedby={`${id}-text`}
        checked={isOn}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
}

export function MoneySwitch({ choice }: Choosing) {
  const w = words().adminRefunds;
  const { isMoney, by } = choice.value;
  return (
    <section class="refund__part">
      <Switch
        id="refund-money"
        title={w.moneyBack}
        text={w.moneyBackText}
        isOn={isMoney}
        onChange={(isOn) => change({ choice }, { isMoney: isOn })}
      />
      {isMoney ? (
        <div class="seg" role="group" aria-label={w.moneyBack}>
          {(["rules", "full", "own"] as const).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={by === each}
              onClick={() => change({ choice }, { by: each })}
            >
              {w.by[each]}
            </button>
          ))}
        </div>
      ) : null}
      {isMoney && by === "own" ? <OwnAmount choice={choice} /> : null}
    </section>
  );
}

/** A canceled ticket has a charge, and one that stays gets an amount. */
function OwnAmount({ choice }: Choosing) {
  const w = words().adminRefunds;
  const { isCancel, percent, isFeeReturned, amountMinor } = choice.value;
  if (!isCancel)
    return (
      <NumberField
        id="refund-amount"
        label={w.amountEach}
        value={amountMinor}
        min={1}
        max={100_000_000}
        onChange={(value) => change({ choice }, { amountMinor: value })}
      />
    );
  return (
    <>
      <NumberField
        id="refund-percent"
        label={w.chargePercent}
        value={percent}
        min={0}
        max={100}
        onChange={(value) => change({ choice }, { percent: value })}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={isFeeReturned}
          onChange={(event) => change({ choice }, { isFeeReturned: event.currentTarget.checked })}
        />
        <span>{w.feeReturned}</span>
      </label>
    </>
  );
}

type NumberFieldProps = {
  id: string;
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
};

function NumberField({ id, label, value, min, max, onChange }: NumberFieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        class="input num"
        id={id}
        type="number"
        inputMode="numeric"
        required
        min={min}
        max={max}
        value={value}
        onChange={(event) => {
          const typed = Math.round(Number(event.currentTarget.value));
          onChange(Math.min(max, Math.max(min, Number.isNaN(typed) ? min : typed)));
        }}
      />
    </div>
  );
}

type SeatSwitchProps = Choosing & {
  /** The blocks of the date that the seats can go to. */
  blocks?: readonly StockBlock[];
};

export function SeatSwitch({ choice, blocks = [] }: SeatSwitchProps) {
  const w = words().adminRefunds;
  const { isCancel, seatEnd, blockId } = choice.value;
  return (
    <section class="refund__part">
      <Switch
        id="refund-seat"
        title={w.freeSeat}
        text={isCancel ? w.freeSeatText : w.keptTicket}
        isOn={isCancel}
        onChange={(isOn) => change({ choice }, { isCancel: isOn })}
      />
      {isCancel ? (
        <select
          class="input"
          aria-label={w.seat}
          value={blockId ?? seatEnd}
          onChange={({ currentTarget: { value } }) => {
            const block = blocks.find(({ id }) => id === value);
            const end = value === "kept-out" ? "kept-out" : "sale";
            change({ choice }, { seatEnd: end, blockId: block?.id ?? null });
          }}
        >
          {(["sale", "kept-out"] as const).map((end) => (
            <option key={end} value={end}>
              {w.seatEnd[end]}
            </option>
          ))}
          {blocks.map((block) => (
            <option key={block.id} value={block.id}>
              {w.intoBlock(nameOf(block, words()))}
            </option>
          ))}
        </select>
      ) : null}
    </section>
  );
}

type DestinationProps = Choosing & { targets: StaffRefundTarget[] };

/** Where the money goes: back to where it came from first. */
export function Destination({ choice, targets }: DestinationProps) {
  const w = words().adminRefunds;
  const { to, hand } = choice.value;
  const shown = targets.includes(to) ? to : (targets[0] ?? to);
  return (
    <section class="refund__part refund__pair">
      <div class="field">
        <label for="refund-to">{w.to}</label>
        <select
          class="input"
          id="refund-to"
          value={shown}
          onChange={(event) => {
            const chosen = targets.find((each) => each === event.currentTarget.value);
            if (chosen) change({ choice }, { to: chosen });
          }}
        >
          {targets.map((target) => (
            <option key={target} value={target}>
              {w.target[target]}
            </option>
          ))}
        </select>
      </div>
      {to === "hand" ? (
        <div class="field">
          <label for="refund-hand">{w.hand}</label>
          <select
            class="input"
            id="refund-hand"
            value={hand}
            onChange={(event) => {
              const kind = handKinds.find((each) => each === event.currentTarget.value);
              if (kind) change({ choice }, { hand: kind });
            }}
          >
            {handKinds.map((kind) => (
              <option key={kind} value={kind}>
                {w.handKind[kind]}
              </option>
            ))}
          </select>
        </div>
      ) : null}
    </section>
  );
}

/** Money from a virtual account has no way back of its own. */
export function Account({ choice }: Choosing) {
  const w = words().adminRefunds;
  const { account } = choice.value;
  const fields = [
    ["bank", w.bank],
    ["accountNumber", w.accountNumber],
    ["holder", w.holder],
  ] as const;
  return (
    <section class="refund__part">
      <p class="t-14 c-2">{w.accountText}</p>
      {fields.map(([name, label]) => (
        <div key={name} class="field">
          <label for={`refund-${name}`}>{label}</label>
          <input
            class="input"
            id={`refund-${name}`}
            required
            maxLength={60}
            value={account[name]}
            onInput={(event) =>
              change({ choice }, { account: { ...account, [name]: event.currentTarget.value } })
            }
          />
        </div>
      ))}
    </section>
  );
}

export function Reason({ choice, isNeeded }: Choosing & { isNeeded: boolean }) {
  const w = words().adminRefunds;
  return (
    <div class="field">
      <label for="refund-reason">
        {w.reason}
        <span class="opt">{isNeeded ? ` · ${w.reasonNeeded}` : ""}</span>
      </label>
      <input
        class="input"
        id="refund-reason"
        required={isNeeded}
        maxLength={200}
        aria-describedby="refund-reason-text"
        value={choice.value.reason}
        onInput={(event) => change({ choice }, { reason: event.currentTarget.value })}
      />
      <p class="help" id="refund-reason-text">
        {w.reasonText}
      </p>
    </div>
  );
}
