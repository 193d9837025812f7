/** A phone number for an income deduction, or the number of a card for cash receipts. */
const phone = /^01[016-9]\d{7,8}$/;
const receiptCard = /^\d{13,19}$/;
const weights = [1, 3, 7, 1, 3, 7, 1, 3, 5] as const;

export type ReceiptType = "income" | "expense";

/** People write numbers with dashes and spaces. */
export const digitsOf = (text: string): string => text.replaceAll(/[\s-]/g, "");

/** Whether a cash receipt can be issued to this number: a person's for 소득공제, a business's for 지출증빙. */
export function isReceiptNumber(type: ReceiptType, number: string): boolean {
  const digits = digitsOf(number);
  return type === "income"
    ? phone.test(digits) || receiptCard.test(digits)
    : isBusinessNumber(digits);
}

/** 사업자등록번호: its tenth digit is the check digit of the other nine. */
function isBusinessNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits)) return false;
  const digit = (at: number) => Number(digits[at]);
  const sum = weights.reduce((total, weight, at) => total + weight * digit(at), 0);
  const check = sum + Math.floor((5 * digit(8)) / 10);
  return (10 - (check % 10)) % 10 === digit(9);
}

/** A bank account's number, as banks accept it. */
export const isAccountNumber = (number: string): boolean => /^\d{8,20}$/.test(digitsOf(number));

/** Masks all but the ends of a number. A masked number does not change. */
export function masked(number: string, shownFirst = 3, shownLast = 4): string {
  const hidden = new RegExp(`\\d(?=(?:\\D*\\d){${shownLast}})`, "g");
  return number.slice(0, shownFirst) + number.slice(shownFirst).replaceAll(hidden, "*");
}
