import { expect, it } from "vitest";
import { presaleOf } from "./presale-input.ts";

it("[AD28] a presale has the values of its form, with a code and its number of uses on each line, and one address on each line", () => {
  const fields: Record<string, string> = {
    nameKo: " 팬클럽 ",
    nameEn: "Fan club",
    opensAt: "2027-01-10T20:00",
    closesAt: "2027-01-10T21:00",
    seatsMax: "",
    codes: "AB12-CD34\n\n HELLO 500 \nTWICE x2, LAST",
    emails: "a@x.test; b@x.test\n",
  };
  const presale = presaleOf((name) => fields[name] ?? "");
  expect(presale).toEqual({
    name: { ko: "팬클럽", en: "Fan club" },
    opensAt: new Date("2027-01-10T20:00").toISOString(),
    closesAt: new Date("2027-01-10T21:00").toISOString(),
    seatsMax: null,
    codes: [
      { code: "AB12-CD34" },
      { code: "HELLO", usesMax: 500 },
      { code: "TWICE", usesMax: 2 },
      { code: "LAST" },
    ],
    emails: ["a@x.test", "b@x.test"],
  });
});
