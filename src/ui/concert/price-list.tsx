import type { PriceZone } from "../../contract/catalog/concerts.ts";
import { Amount } from "../components/amount.tsx";
import { ZoneMark } from "./zone-mark.tsx";
import { addMoney } from "../i18n/format.ts";
import { local } from "../state/language.ts";
import { words } from "../state/public-words.ts";

/** The full price of a ticket in the zone: price and booking fee. */
export const allIn = ({ price, fee }: PriceZone) => addMoney([price, fee], price.currency);

/** Every zone with its full price. */
export function PriceList({ zones }: { zones: PriceZone[] }) {
  const w = words().concert;
  const [first] = zones;
  const isOneFee = zones.every(({ fee }) => fee.amount === first?.fee.amount);
  return (
    <>
      <ul class="prices">
        {zones.map((zone) => (
          <li key={zone.id}>
            <ZoneMark color={zone.color} name={zone.name.en} />
            <span class="semi">{local(zone.name)}</span>
            <b>
              <Amount of={allIn(zone)} />
            </b>
          </li>
        ))}
      </ul>
      {first && (!isOneFee || first.fee.amount > 0) ? (
        <p class="help">{isOneFee ? w.feeIncluded(<Amount of={first.fee} />) : w.feesIncluded}</p>
      ) : null}
    </>
  );
}
