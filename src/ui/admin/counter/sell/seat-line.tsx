import type { PriceZone } from "../../../../contract/catalog/concerts.ts";
import type { Currency } from "../../../../contract/money/money.ts";
import type { Cut } from "../../../../contract/money/price.ts";
import { seatText } from "../../../../contract/plan/seat-names.ts";
import { Icon } from "../../../components/icon.tsx";
import { ZoneMark } from "../../../concert/zone-mark.tsx";
import { money } from "../../../i18n/format.ts";
import { language, local, words } from "../../../state/language.ts";
import { type Choice, type PricedLine, plainChoice } from "./pricing.ts";

type SeatLineProps = {
  line: PricedLine;
  zone: PriceZone | undefined;
  currency: Currency;
  canGive: boolean;
  onChoose: (change: Partial<Choice>) => void;
  onRemove: () => void;
};

/** A seat of the customer: its price, its price types, and the proof that one of them asks for. */
export function SeatLine({ line, zone, currency, canGive, onChoose, onRemove }: SeatLineProps) {
  const w = words().counter.sell;
  const [lang, of] = [
    language.value,
    (amount: number) => money({ amount, currency }, language.value),
  ];
  const name = seatText(line, lang);
  const { choice, types } = line;
  const isFull = !choice.isGift && line.type === null;
  return (
    <li class="sell__line">
      <ZoneMark color={zone?.color ?? 6} name={zone?.name.en ?? ""} />
      <b>{name}</b>
      <span class="sell__price">
        {line.dueMinor < line.fullMinor ? <del>{of(line.fullMinor)}</del> : null}
        {of(line.dueMinor)}
      </span>
      <button class="icon-btn" type="button" aria-label={w.remove(name)} onClick={onRemove}>
        <Icon name="close" size={20} />
      </button>
      {types.length > 0 || canGive ? (
        <div class="sell__types" role="radiogroup" aria-label={w.type(name)}>
          <Type
            name={w.full}
            note={of(line.fullMinor)}
            isOn={isFull}
            onPick={() => onChoose(plainChoice)}
          />
          {types.map(({ id, name, cut }) => (
            <Type
              key={id}
              name={local(name)}
              note={cutText(cut, of)}
              isOn={line.type?.id === id}
              onPick={() => onChoose({ priceType: id, isProofSeen: false, isGift: false })}
            />
          ))}
          {canGive ? (
            <Type
              name={w.gift}
              note={of(0)}
              isOn={choice.isGift}
              onPick={() => onChoose({ priceType: null, isProofSeen: false, isGift: true })}
            />
          ) : null}
        </div>
      ) : null}
      {line.type?.note ? (
        <label class="check sell__proof">
          <input
            type="checkbox"
            checked={choice.isProofSeen}
            onChange={(event) => onChoose({ isProofSeen: event.currentTarget.checked })}
          />
          <span>{w.proof(local(line.type.note))}</span>
        </label>
      ) : null}
    </li>
  );
}

type TypeProps = { name: string; note: string; isOn: boolean; onPick: () => void };

const Type = ({ name, note, isOn, onPick }: TypeProps) => (
  <button type="button" role="radio" aria-checked={isOn} title={`${name} ${note}`} onClick={onPick}>
    {name}
    <small>{note}</small>
  </button>
);

const cutText = (cut: Cut, of: (amount: number) => string): string =>
  "percent" in cut ? `−${cut.percent}%` : `−${of(cut.amountMinor)}`;
