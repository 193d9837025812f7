import { counter } from "../admin/counter/words-ko.ts";
import { orderPages } from "../admin/orders/page-words-ko.ts";
import { refundsWords } from "../admin/refunds/words-ko.ts";
import { adminReports } from "../admin/reports/words-ko.ts";
import { peoplePages } from "../admin/people/words-ko.ts";
import { staffMapWords } from "../admin/staff-map/words-ko.ts";
import { invitationWords } from "../admin/stock/invitations/words-ko.ts";
import { stockWords } from "../admin/stock/words-ko.ts";

/** The words of the pages on which staff run a sale: the map, the stock and the counter. */
export const selling = {
  ...staffMapWords,
  ...stockWords,
  ...invitationWords,
  ...refundsWords,
  orderPages,
  adminReports,
  peoplePages,
  counter,
};

export type SellingMessages = typeof selling;
