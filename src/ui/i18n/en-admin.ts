import { admin } from "../admin/words-en.ts";
import { adminOverview } from "../admin/overview/words-en.ts";
import { adminSale, adminPresale, adminQueue } from "../admin/sales/words-en.ts";
import { adminActs } from "../admin/activity/words-en.ts";
import { adminBooks } from "../admin/reconciliation/words-en.ts";
import { adminOrders } from "../admin/orders/words-en.ts";
import { adminPayments } from "../admin/payments/words-en.ts";
import { adminShows } from "../admin/shows/words-en.ts";
import { adminCoupons } from "../admin/coupons/words-en.ts";
import { adminStaff } from "../admin/staff/words-en.ts";
import { adminImages } from "../admin/images/words-en.ts";
import type { AdminMessages } from "./ko-admin.ts";

export const admins = {
  admin,
  adminOverview,
  adminSale,
  adminPresale,
  adminQueue,
  adminActs,
  adminBooks,
  adminOrders,
  adminPayments,
  adminShows,
  adminCoupons,
  adminImages,
  adminStaff,
} satisfies AdminMessages;
