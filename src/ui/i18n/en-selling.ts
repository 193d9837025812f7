import { counter } from "../admin/counter/words-en.ts";
import { orderPages } from "../admin/orders/page-words-en.ts";
import { refundsWords } from "../admin/refunds/words-en.ts";
import { adminReports } from "../admin/reports/words-en.ts";
import { peoplePages } from "../admin/people/words-en.ts";
import { staffMapWords } from "../admin/staff-map/words-en.ts";
import { invitationWords } from "../admin/stock/invitations/words-en.ts";
import { stockWords } from "../admin/stock/words-en.ts";
import type { SellingMessages } from "./ko-selling.ts";

export const selling = {
  ...staffMapWords,
  ...stockWords,
  ...invitationWords,
  ...refundsWords,
  orderPages,
  adminReports,
  peoplePages,
  counter,
} satisfies SellingMessages;
