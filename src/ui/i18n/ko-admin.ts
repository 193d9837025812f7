import { admin } from "../admin/words-ko.ts";
import { adminOverview } from "../admin/overview/words-ko.ts";
import { adminSale, adminPresale, adminQueue } from "../admin/sales/words-ko.ts";
import { adminActs } from "../admin/activity/words-ko.ts";
import { adminBooks } from "../admin/reconciliation/words-ko.ts";
import { adminOrders } from "../admin/orders/words-ko.ts";
import { adminPayments } from "../admin/payments/words-ko.ts";
import { adminShows } from "../admin/shows/words-ko.ts";
import { adminCoupons } from "../admin/coupons/words-ko.ts";
import { adminStaff } from "../admin/staff/words-ko.ts";
import { adminImages } from "../admin/images/words-ko.ts";

/** The words of the admin pages. They load with the first such page. */
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
};

export type AdminMessages = typeof admins;
