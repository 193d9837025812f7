import { staffMapWords } from "../admin/staff-map/words-ko.ts";

/** The words of the pages on which staff run a sale: the map, the stock and the counter. */
export const selling = {
  ...staffMapWords,
};

export type SellingMessages = typeof selling;
