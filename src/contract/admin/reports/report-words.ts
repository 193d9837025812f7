import type { Locale } from "../../people/accounts.ts";
import type { Dimension } from "./report-kinds.ts";

/** The words of reports that stand on the screen and in files alike. */
type ReportWords = {
  dimensions: Record<Dimension, string>;
  /** Fixed words that are keys, by their dimension. */
  keys: { [dimension in Dimension]?: Record<string, string> };
  measures: Record<Measure, string>;
  before: string;
  total: string;
};
export type Measure =
  | "orders"
  | "tickets"
  | "returned"
  | "prices"
  | "discount"
  | "fees"
  | "gross"
  | "refund"
  | "kept"
  | "feeReturned"
  | "net";

const ko: ReportWords = {
  dimensions: {
    day: "날짜",
    week: "주",
    month: "달",
    year: "해",
    concert: "공연",
    date: "회차",
    channel: "판매처",
    method: "결제 수단",
    zone: "등급",
    "price-type": "가격 종류",
    coupon: "쿠폰",
    hour: "시각",
    customer: "고객",
    lead: "공연까지 남은 날",
  },
  keys: {
    channel: { web: "웹", counter: "현장", invitation: "초대", agency: "다른 판매처" },
    method: {
      wallet: "지갑",
      card: "카드",
      easyPay: "간편결제",
      transfer: "계좌이체",
      virtualAccount: "가상계좌",
      cash: "현금",
      terminal: "카드 단말기",
      "bank-transfer": "은행 이체",
      voucher: "상품권",
      mixed: "여러 수단",
      free: "무료",
    },
    "price-type": { "": "일반" },
    coupon: { "": "쿠폰 없음" },
    customer: { new: "처음", returning: "다시", unknown: "계정 없음" },
    lead: {
      "00": "당일",
      "01": "1일 전",
      "02": "2–3일 전",
      "04": "4–7일 전",
      "08": "8–14일 전",
      "15": "15–30일 전",
      "31": "31–60일 전",
      "61": "61–90일 전",
      "91": "91일 전보다 앞서",
    },
  },
  measures: {
    orders: "주문",
    tickets: "판매",
    returned: "취소",
    prices: "정가",
    discount: "할인",
    fees: "수수료",
    gross: "매출",
    refund: "환불",
    kept: "취소 위약금",
    feeReturned: "돌려준 수수료",
    net: "순매출",
  },
  before: "앞 기간",
  total: "합계",
};

const en: ReportWords = {
  dimensions: {
    day: "Day",
    week: "Week",
    month: "Month",
    year: "Year",
    concert: "Concert",
    date: "Date",
    channel: "Channel",
    method: "Method",
    zone: "Zone",
    "price-type": "Price type",
    coupon: "Coupon",
    hour: "Hour",
    customer: "Customers",
    lead: "Before the show",
  },
  keys: {
    channel: { web: "Web", counter: "Box office", invitation: "Invitation", agency: "Agency" },
    method: {
      wallet: "Wallet",
      card: "Card",
      easyPay: "Easy pay",
      transfer: "Account transfer",
      virtualAccount: "Virtual account",
      cash: "Cash",
      terminal: "Card terminal",
      "bank-transfer": "Bank transfer",
      voucher: "Voucher",
      mixed: "Several",
      free: "Free",
    },
    "price-type": { "": "Regular" },
    coupon: { "": "No coupon" },
    customer: { new: "New", returning: "Returning", unknown: "No account" },
    lead: {
      "00": "Same day",
      "01": "1 day",
      "02": "2–3 days",
      "04": "4–7 days",
      "08": "8–14 days",
      "15": "15–30 days",
      "31": "31–60 days",
      "61": "61–90 days",
      "91": "Over 90 days",
    },
  },
  measures: {
    orders: "Orders",
    tickets: "Sold",
    returned: "Canceled",
    prices: "Prices",
    discount: "Discounts",
    fees: "Fees",
    gross: "Gross",
    refund: "Refunds",
    kept: "Charges kept",
    feeReturned: "Fees returned",
    net: "Net",
  },
  before: "Before",
  total: "Total",
};

export const reportWords: Record<Locale, ReportWords> = { ko, en };
