import { useSignal } from "@preact/signals";
import { decimals } from "../../../../contract/money/money-text.ts";
import type { Currency, Money } from "../../../../contract/money/money.ts";
import { Icon } from "../../../components/icon.tsx";
import { count, money } from "../../../i18n/format.ts";
import { language, words } from "../../../state/language.ts";
import { CounterIcon } from "../screen/counter-icon.tsx";
import { quickAmounts } from "./cash.ts";
import { Keypad } from "./keypad.tsx";
import { TenderKinds } from "./tender-kinds.tsx";
import type { TenderPad } from "./tender-pad.ts";

type TenderFieldsProps = { pad: TenderPad; currency: Currency };

/** How the customer pays: the tender, the amount, and the change. */
export function TenderFields({ pad, currency }: TenderFieldsProps) {
  const w = words().counter.tender;
  const kind = pad.kind.value;
  const sum = (amount: number) => money({ amount, currency }, language.value);
  return (
    <section class="ctr__tender" aria-label={w.how}>
      <Parts pad={pad} sum={sum} />
      {pad.leftMinor.value > 0 ? (
        <>
          <TenderKinds label={w.how} kind={kind} onPick={pad.choose} />
          {kind === "cash" ? (
            <Cash pad={pad} currency={currency} />
          ) : (
            <Recorded pad={pad} sum={sum} />
          )}
        </>
      ) : null}
    </section>
  );
}

/** What has been taken already; the customer may want a part back. */
function Parts({ pad, sum }: { pad: TenderPad; sum: (amount: number) => string }) {
  const w = words().counter.tender;
  if (pad.taken.value.length === 0) return null;
  return (
    <ul class="tend__parts">
      {pad.taken.value.map(({ kind, amountMinor }, index) => {
        const text = `${w.kinds[kind]} ${sum(amountMinor)}`;
        return (
          <li key={`${kind} ${index}`}>
            <b>{text}</b>
            <button
              class="icon-btn"
              type="button"
              aria-label={w.giveBack(text)}
              onClick={() => pad.giveBack(index)}
            >
              <Icon name="close" size={20} />
            </button>
          </li>
        );
      })}
      <li class="is-left">
        <span>{w.left}</span>
        <b>{sum(pad.leftMinor.value)}</b>
      </li>
    </ul>
  );
}

function Cash({ pad, currency }: TenderFieldsProps) {
  const w = words().counter.tender;
  const hasKeypad = useSignal(false);
  const left = pad.leftMinor.value;
  const entered = pad.entered.value;
  const quick = quickAmounts(left, currency);
  const isOwn = hasKeypad.value || (entered !== null && !quick.includes(entered));
  const plain = (amount: number) => count(amount / 10 ** decimals[currency], language.value);
  const choose = (amount: number | null) => {
    hasKeypad.value = false;
    pad.entered.value = amount;
  };
  return (
    <>
      <div class="tend__quick" role="radiogroup" aria-label={w.amount}>
        <button
          type="button"
          role="radio"
          aria-checked={!isOwn && entered === null}
          onClick={() => choose(null)}
        >
          {w.exact}
        </button>
        {quick.map((amount) => (
          <button
            key={amount}
            type="button"
            role="radio"
            aria-checked={!isOwn && entered === amount}
            onClick={() => choose(amount)}
          >
            {plain(amount)}
          </button>
        ))}
        <button
          type="button"
          role="radio"
          aria-checked={isOwn}
          onClick={() => {
            hasKeypad.value = true;
            pad.entered.value = 0;
          }}
        >
          {w.own}
        </button>
      </div>
      {hasKeypad.value ? (
        <Keypad amountMinor={entered ?? 0} onChange={(amount) => (pad.entered.value = amount)} />
      ) : null}
      <Change pad={pad} received={{ amount: entered ?? left, currency }} isTyped={isOwn} />
    </>
  );
}

type ChangeProps = { pad: TenderPad; received: Money; isTyped: boolean };

function Change({ pad, received, isTyped }: ChangeProps) {
  const w = words().counter.tender;
  const next = pad.next.value;
  const { currency } = received;
  const of = (amount: number) => money({ amount, currency }, language.value);
  return (
    <dl class="tend__change" aria-live="polite">
      {isTyped ? (
        <div>
          <dt class="t-14">{w.amount}</dt>
          <dd>{of(received.amount)}</dd>
        </div>
      ) : null}
      {next.kind === "part" ? (
        <div>
          <dt class="t-14">{w.left}</dt>
          <dd>{of(next.restMinor)}</dd>
        </div>
      ) : (
        <div>
          <dt class="t-14">{w.change}</dt>
          <dd>{of(next.kind === "pay" ? next.changeMinor : 0)}</dd>
        </div>
      )}
    </dl>
  );
}

/** A tender that is taken beside this screen and only recorded here. */
function Recorded({ pad, sum }: { pad: TenderPad; sum: (amount: number) => string }) {
  const w = words().counter.tender;
  const hasPart = useSignal(false);
  const kind = pad.kind.value;
  const amount = pad.entered.value ?? pad.leftMinor.value;
  const texts = {
    cash: { title: "", text: "", label: "" },
    terminal: { title: w.terminalTitle, text: w.terminalText(sum(amount)), label: w.approval },
    "bank-transfer": { title: w.transferTitle, text: w.transferText(sum(amount)), label: w.sender },
    voucher: { title: w.voucherTitle, text: w.voucherText, label: w.voucherNumber },
  }[kind];
  const isOpen = hasPart.value || pad.entered.value !== null;
  return (
    <>
      <div class="tend__note">
        <CounterIcon name={kind} />
        <div>
          <b>{texts.title}</b>
          <p>{texts.text}</p>
        </div>
        <input
          class="input"
          type="text"
          autocomplete="off"
          maxLength={60}
          aria-label={`${texts.label} (${words().counter.sell.optional})`}
          placeholder={`${texts.label} (${words().counter.sell.optional})`}
          value={pad.reference.value}
          onInput={(event) => (pad.reference.value = event.currentTarget.value)}
        />
      </div>
      {isOpen ? (
        <>
          <dl class="tend__change">
            <dt>{w.part}</dt>
            <dd>{sum(amount)}</dd>
          </dl>
          {amount > pad.leftMinor.value ? <p class="error">{w.tooMuch}</p> : null}
          <Keypad
            amountMinor={pad.entered.value ?? 0}
            onChange={(entered) => (pad.entered.value = entered)}
          />
        </>
      ) : null}
      <button
        class="btn btn--quiet btn--sm"
        type="button"
        onClick={() => {
          hasPart.value = !isOpen;
          pad.entered.value = null;
        }}
      >
        {isOpen ? w.less : w.more}
      </button>
    </>
  );
}
