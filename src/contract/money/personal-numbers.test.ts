import { expect, it } from "vitest";
import { digitsOf, isAccountNumber, isReceiptNumber, masked } from "./personal-numbers.ts";

it("[K13] a cash receipt is made out to a person's phone or receipt card, or to a business number", () => {
  for (const number of ["010-1234-5678", "0111234567", "1234567890123", "0100 0000 0000 00000 0"])
    expect([number, isReceiptNumber("income", number)]).toEqual([number, true]);
  for (const number of ["02-123-4567", "010-1234", "220-81-62517", "", "010123456789"])
    expect([number, isReceiptNumber("income", number)]).toEqual([number, false]);
  for (const number of ["220-81-62517", "1248100998", "120-81-47521"])
    expect([number, isReceiptNumber("expense", number)]).toEqual([number, true]);
  // A mistyped digit, or two swapped digits, make an invalid number.
  for (const number of ["220-81-62518", "202-81-62517", "010-1234-5678", "22081625170"])
    expect([number, isReceiptNumber("expense", number)]).toEqual([number, false]);
});

it("[K14] a personal number shows at most its first and last digits, and is masked only once", () => {
  expect(masked("010-1234-5678")).toBe("010-****-5678");
  expect(masked("220-81-62517")).toBe("220-**-*2517");
  expect(masked(masked("01012345678"))).toBe("010****5678");
  expect(masked("110123456789", 0)).toBe("********6789");
  expect([isAccountNumber("110-123-456789"), digitsOf("110-123-456789")]).toEqual([
    true,
    "110123456789",
  ]);
  for (const number of ["1234567", "123456789012345678901", "12a45678"])
    expect(isAccountNumber(number)).toBe(false);
});
