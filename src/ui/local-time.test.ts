import { expect, it } from "vitest";
import { universalTime } from "../db/catalog/universal-time.ts";
import { localTime } from "./local-time.ts";

it("[C1] search engines read a time with the venue's offset on that day, and every answer has it in UTC with Z", () => {
  const winter = Date.UTC(2027, 0, 16, 9, 0, 5);
  const summer = Date.UTC(2027, 6, 16, 15, 30);
  expect(localTime(winter, "Asia/Seoul")).toBe("2027-01-16T18:00:05+09:00");
  expect(localTime(winter, "America/New_York")).toBe("2027-01-16T04:00:05-05:00");
  expect(localTime(summer, "America/New_York")).toBe("2027-07-16T11:30:00-04:00");
  expect(localTime(summer, "Asia/Seoul")).toBe("2027-07-17T00:30:00+09:00");
  expect(localTime(winter, "UTC")).toBe("2027-01-16T09:00:05+00:00");
  expect(universalTime(summer)).toBe("2027-07-16T15:30:00.000Z");
});
