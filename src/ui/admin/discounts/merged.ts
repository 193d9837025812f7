import type { DiscountTerms } from "../../../contract/money/price.ts";

type Versions<T> = { base: T; mine: T; theirs: T };

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Their discounts with what was changed from the base to mine, one by one. */
export const mergedDiscounts = ({ base, mine, theirs }: Versions<DiscountTerms>): DiscountTerms => {
  return {
    priceTypes: mergedById({
      base: base.priceTypes,
      mine: mine.priceTypes,
      theirs: theirs.priceTypes,
    }),
    automatic: mergedById({
      base: base.automatic,
      mine: mine.automatic,
      theirs: theirs.automatic,
    }),
  };
};

function mergedById<T extends { id: string }>({ base, mine, theirs }: Versions<T[]>): T[] {
  const changed = mine.filter((item) => !isSame(item, byId(base, item.id)));
  const removed = base.filter(({ id }) => !byId(mine, id));
  return [
    ...theirs.filter(({ id }) => !byId(removed, id)).map((item) => byId(changed, item.id) ?? item),
    ...changed.filter(({ id }) => !byId(theirs, id)),
  ];
}

const byId = <T extends { id: string }>(items: readonly T[], id: string): T | undefined =>
  items.find((item) => item.id === id);
