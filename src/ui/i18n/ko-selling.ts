import { counter } from "../admin/counter/words-ko.ts";
import { staffMapWords } from "../admin/staff-map/words-ko.ts";

/** The words of the pages on which staff run a sale: the map, the stock and the counter. */
export const selling = {
  ...staffMapWords,
  counter,
};

export type SellingMessages = typeof selling;
