import type { adminOrders as korean } from "./words-ko.ts";

export const adminOrders = {
  title: "Order",
  found: "Orders",
  seats: "Seats",
  concert: "Concert",
  hidden: "Hidden from your role",
  buyer: "Buyer",
  method: "Paid with",
  payment: "Payment",
  toPayment: "View payment",
  paidAt: "Paid",
  total: "Total",
  refunded: "Refunded",
  status: { paid: "Paid", cancelled: "Canceled" },
  gone: "canceled",
  refunds: "Refunds",
} satisfies typeof korean;
