import type { adminOrders as korean } from "./words-ko.ts";

export const adminOrders = {
  title: "Order",
  found: "Orders",
  seats: "Seats",
  concert: "Concert",
  method: "Paid with",
  payment: "Payment",
  paidAt: "Paid",
  total: "Total",
  refunded: "Refunded",
  refunds: "Refunds",
} satisfies typeof korean;
