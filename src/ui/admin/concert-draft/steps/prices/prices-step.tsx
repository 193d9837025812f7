import { useSignal } from "@preact/signals";
import type {
  ConcertDocument,
  PriceList,
} from "../../../../../contract/concert-draft/documents.ts";
import type { PlanFacts } from "../../../../../contract/concert-draft/plan-facts.ts";
import { Icon } from "../../../../components/icon.tsx";
import { ZoneMark } from "../../../../concert/zone-mark.tsx";
import { count, money } from "../../../../i18n/format.ts";
import { language, local, words } from "../../../../state/language.ts";
import { Table } from "../../../parts/table.tsx";
import { freeId, replaced, without } from "../../editing/ids.ts";
import { grossOf, priced, priceIn, revenueOf } from "../../editing/revenue.ts";
import type { StepProps } from "../../editing/setting.ts";
import { placed } from "../../fields/placed.ts";
import { PairField } from "../../fields/text-fields.tsx";
import { NumberField } from "../../fields/value-fields.tsx";
import { MemberDiscounts } from "../../../discounts/member-discounts.tsx";
import { PriceTypes } from "../../../discounts/price-types.tsx";
import { EarlyBird } from "./early-bird.tsx";

import { Revenue } from "./revenue-sum.tsx";

/** Price lists by zone, the early bird, and the kinds of tickets. */
export function PricesStep({ editing, setting }: StepProps) {
  const w = words().concertDraft.prices;
  const shownId = useSignal<string | null>(null);
  const document = editing.document.value;
  const { priceLists } = document;
  const index = Math.max(
    0,
    priceLists.findIndex(({ id }) => id === shownId.value),
  );
  const list = priceLists[index];
  const add = () => {
    const id = freeId("list", priceLists);
    editing.change((before) => ({
      ...before,
      priceLists: [
        ...before.priceLists,
        { id, name: w.newList(before.priceLists.length + 1), zones: list?.zones ?? [] },
      ],
    }));
    shownId.value = id;
  };
  if (!setting.plan || !list) return <p class="note">{w.planFirst}</p>;
  const { facts } = setting.plan;
  const { currency } = document;
  const priced = { zones: facts.zones, currency, timeZone: setting.timeZone };
  const revenue = revenueOf(document, facts);
  return (
    <>
      <div class="draft__bar">
        <div class="seg draft__seg" role="group" aria-label={w.lists}>
          {revenue.map(({ list: each, dates }) => (
            <button
              key={each.id}
              type="button"
              aria-pressed={each.id === list.id}
              onClick={() => (shownId.value = each.id)}
            >
              {local(each.name)} <span class="n num">{w.dates(dates)}</span>
            </button>
          ))}
        </div>
        <button class="btn btn--quiet btn--sm" type="button" onClick={add}>
          <Icon name="plus" size={16} />
          {w.addList}
        </button>
      </div>
      <ListPrices key={list.id} {...{ editing, list, index, facts }} />
      {index > 0 ? (
        <div class="stack-2">
          <PairField
            id={placed(`/priceLists/${index}/name`)}
            label={w.listName}
            value={list.name}
            maxLength={60}
            onInput={(name) =>
              editing.change(
                (before) => ({
                  ...before,
                  priceLists: replaced(before.priceLists, list.id, { name }),
                }),
                `list ${list.id}`,
              )
            }
          />
          <p>
            <button
              class="btn btn--quiet btn--sm"
              type="button"
              onClick={() => {
                shownId.value = null;
                editing.change((before) => withoutList(before, list.id));
              }}
            >
              {w.removeList}
            </button>
          </p>
        </div>
      ) : null}
      <EarlyBird {...{ editing, setting }} />
      <PriceTypes
        types={document.priceTypes}
        of={priced}
        onChange={(priceTypes) => editing.change((before) => ({ ...before, priceTypes }))}
      />
      <MemberDiscounts
        automatic={document.automatic}
        of={priced}
        onChange={(automatic) => editing.change((before) => ({ ...before, automatic }))}
      />
      <Revenue {...{ document, revenue }} />
    </>
  );
}

/** Dates of a list that goes use the first one again. */
const withoutList = (before: ConcertDocument, id: string): ConcertDocument => ({
  ...before,
  priceLists: without(before.priceLists, id),
  dates: {
    ...before.dates,
    rows: before.dates.rows.map((row) =>
      row.priceListId === id ? { ...row, priceListId: null } : row,
    ),
  },
});

type ListPricesProps = Pick<StepProps, "editing"> & {
  list: PriceList;
  index: number;
  facts: PlanFacts;
};

function ListPrices({ editing, list, index, facts }: ListPricesProps) {
  const w = words().concertDraft.prices;
  const lang = language.value;
  const { currency } = editing.document.value;
  const text = (amount: number) => money({ amount, currency }, lang);
  const set = (zoneId: string, change: { priceMinor?: number | null; feeMinor?: number }) =>
    editing.change(
      (before) => ({
        ...before,
        priceLists: before.priceLists.map((each) =>
          each.id === list.id ? priced(each, zoneId, change, facts) : each,
        ),
      }),
      `price ${list.id} ${zoneId} ${"feeMinor" in change ? "fee" : "price"}`,
    );
  const seats = facts.zones.reduce((sum, zone) => sum + zone.seats, 0);
  return (
    <div id={placed(`/priceLists/${index}/zones`)} class="draft__prices">
      <Table
        name={w.title}
        head={[w.zone, `>${w.seats}`, w.price, w.fee, `>${w.paid}`, `>${w.soldOut}`]}
        isStacked
      >
        {facts.zones.map(({ id, name, color, seats: ofZone }) => {
          const { priceMinor, feeMinor } = priceIn(list, id);
          const at = list.zones.findIndex((zone) => zone.id === id);
          const place = at < 0 ? `${index}/zones/new-${id}` : `${index}/zones/${at}`;
          return (
            <tr key={id}>
              <td>
                <span class="row">
                  <ZoneMark color={color} name={name.en} />
                  <b>{local(name)}</b>
                </span>
              </td>
              <td class="right" data-label={w.seats}>
                {count(ofZone, lang)}
              </td>
              <td class="draft__money">
                <NumberField
                  id={placed(`/priceLists/${place}/priceMinor`)}
                  label={w.priceOf(local(name))}
                  isBare
                  value={priceMinor}
                  min={0}
                  max={100_000_000}
                  unit={w.won}
                  isOptional
                  onInput={(amount) => set(id, { priceMinor: amount })}
                />
              </td>
              <td class="draft__money">
                <NumberField
                  id={placed(`/priceLists/${place}/feeMinor`)}
                  label={w.feeOf(local(name))}
                  isBare
                  value={feeMinor}
                  min={0}
                  max={100_000_000}
                  unit={w.won}
                  onInput={(amount) => set(id, { feeMinor: amount ?? 0 })}
                />
              </td>
              <td class="right semi" data-label={w.paid}>
                {priceMinor === null ? (
                  <span class="c-danger">{w.noPrice}</span>
                ) : (
                  text(priceMinor + feeMinor)
                )}
              </td>
              <td class="right c-2" data-label={w.soldOut}>
                {text((priceMinor ?? 0) * ofZone)}
              </td>
            </tr>
          );
        })}
        <tr>
          <td>
            <b>{w.all}</b>
          </td>
          <td class="right semi">{count(seats, lang)}</td>
          <td />
          <td />
          <td />
          <td class="right semi" data-label={w.soldOut}>
            {text(grossOf(list, facts))}
          </td>
        </tr>
      </Table>
    </div>
  );
}
