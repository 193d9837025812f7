import { numberDigits, orderNumber } from "../../contract/money/order-numbers.ts";

/** A number that people can read out, like FR-4K7Q-29XD. Its 40 random bits make other numbers hard to guess. */
export function newOrderNumber(): string {
  const drawn = crypto.getRandomValues(new Uint8Array(8));
  const text = Array.from(drawn, (byte) => numberDigits[byte & 31]).join("");
  return orderNumber(text);
}

/** The 40 bits of a number, in five bytes. */
export function bytesOfOrderNumber(number: string): number[] {
  const digits = [...number.replace("FR-", "").replace("-", "")];
  const bits = digits
    .map((digit) => numberDigits.indexOf(digit).toString(2).padStart(5, "0"))
    .join("");
  return (bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2));
}
