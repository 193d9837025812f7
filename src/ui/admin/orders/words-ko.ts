export const adminOrders = {
  title: "예매",
  found: "예매",
  seats: "좌석",
  concert: "공연",
  method: "결제 수단",
  payment: "결제",
  paidAt: "결제 시각",
  total: "금액",
  refunded: "환불",
  refunds: "환불",
};
