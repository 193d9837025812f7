import { type Checked, type Finding, finding, findingAt } from "../findings.ts";

/** Every zone of the plan needs a price in every list that a date uses. */
export function checkPrices({ document, plan, sold }: Checked): Finding[] {
  if (plan === null) return [];
  const used = document.priceLists.filter((list, index) =>
    sold.length === 0 ? index === 0 : sold.some(({ priceList }) => priceList === list),
  );
  const at = (list: (typeof used)[number]) => `/priceLists/${document.priceLists.indexOf(list)}`;
  const unpriced = used.flatMap((list) =>
    plan.zones
      .filter(({ id, seats }) => seats > 0 && priceIn(list, id) === null)
      .map(({ id, seats }) => ({ pointer: placeOf(list, at(list), id), seats })),
  );
  const zoneIds = new Set(plan.zones.map(({ id }) => id));
  const strange = used.flatMap((list) =>
    list.zones.flatMap(({ id }, index) =>
      zoneIds.has(id) ? [] : [`${at(list)}/zones/${index}/id`],
    ),
  );
  const twice = used.flatMap((list) =>
    list.zones.flatMap(({ id }, index) =>
      list.zones.findIndex((zone) => zone.id === id) < index
        ? [`${at(list)}/zones/${index}/id`]
        : [],
    ),
  );
  const free = used.flatMap((list) =>
    list.zones.flatMap(({ priceMinor }, index) =>
      priceMinor === 0 ? [`${at(list)}/zones/${index}/priceMinor`] : [],
    ),
  );
  const unreachable = (["priceTypes", "automatic"] as const).flatMap((kind) =>
    document[kind].flatMap(({ zones }, index) =>
      zones?.some((id) => !zoneIds.has(id)) === true ? [`/${kind}/${index}/zones`] : [],
    ),
  );
  const found = [
    ...findingAt(
      "blocks",
      "zone-unpriced",
      "prices",
      unpriced.map(({ pointer }) => pointer),
      { seats: unpriced.reduce((sum, { seats }) => sum + seats, 0) },
    ),
    ...findingAt("blocks", "zone-unknown", "prices", strange),
    ...findingAt("blocks", "zone-twice", "prices", twice),
    ...findingAt("warns", "zone-free", "prices", free),
    ...findingAt("warns", "discount-zone-unknown", "prices", unreachable),
    ...earlyBirds({ document, sold }),
  ];
  const isPriced = !found.some(({ level }) => level === "blocks");
  const numbers = { zones: plan.zones.length, seats: plan.seatCount };
  return isPriced ? [...found, finding("fine", "zones-priced", "prices", { numbers })] : found;
}

/** An early bird must have some time in which tickets are sold. */
function earlyBirds({ document, sold }: Pick<Checked, "document" | "sold">): Finding[] {
  const opensAtMs = Math.min(...sold.map(({ saleOpensAtMs }) => saleOpensAtMs ?? -Infinity));
  const closesAtMs = Math.max(...sold.map(({ saleClosesAtMs }) => saleClosesAtMs));
  const never = document.automatic.flatMap(({ fromMs, untilMs }, index) => {
    const isOver = untilMs !== null && untilMs <= Math.max(opensAtMs, fromMs ?? 0);
    return isOver || (fromMs ?? 0) >= closesAtMs ? [`/automatic/${index}`] : [];
  });
  return sold.length === 0 ? [] : findingAt("warns", "discount-never", "prices", never);
}

type List = Checked["document"]["priceLists"][number];

const priceIn = ({ zones }: List, zoneId: string) =>
  zones.find(({ id }) => id === zoneId)?.priceMinor ?? null;

function placeOf({ zones }: List, at: string, zoneId: string): string {
  const index = zones.findIndex(({ id }) => id === zoneId);
  return index < 0 ? `${at}/zones` : `${at}/zones/${index}/priceMinor`;
}
