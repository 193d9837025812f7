import type { Hold } from "../../../contract/sale/holds.ts";
import type { SaleTerms } from "../../../contract/money/refunds.ts";
import { seatText } from "../../../contract/plan/seat-names.ts";
import { language, local, words } from "../../state/language.ts";
import type { Choice } from "../choice.ts";

type PriceTypesProps = { hold: Hold; terms: SaleTerms; choice: Choice };

/** The price type of each seat, if the sale has several. */
export function PriceTypes({ hold, terms, choice }: PriceTypesProps) {
  const w = words().ticketKinds;
  const { priceTypes } = terms.discounts;
  const chosen = choice.priceTypes.value;
  if (priceTypes.length === 0) return null;
  const notes = priceTypes.filter(({ id, note }) => note && [...chosen.values()].includes(id));
  return (
    <section class="blk" aria-labelledby="kinds">
      <h2 id="kinds">{w.title}</h2>
      <div class="kinds">
        {hold.seats.map(({ seat, zoneId, ...name }) => (
          <div class="field" key={seat}>
            <label for={`kind-${seat}`}>{seatText(name, language.value)}</label>
            <select
              class="input"
              id={`kind-${seat}`}
              value={chosen.get(seat) ?? ""}
              onChange={({ currentTarget: { value } }) =>
                void choice.choosePriceType(seat, value === "" ? null : value)
              }
            >
              <option value="">{w.full}</option>
              {priceTypes
                .filter(({ zones }) => zones === null || zones.includes(zoneId))
                .map(({ id, name: kind }) => (
                  <option key={id} value={id}>
                    {local(kind)}
                  </option>
                ))}
            </select>
          </div>
        ))}
      </div>
      {notes.map(({ id, note }) => (
        <p class="help" key={id}>
          {note ? local(note) : ""}
        </p>
      ))}
    </section>
  );
}
