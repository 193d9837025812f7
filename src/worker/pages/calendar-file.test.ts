import { expect, it } from "vitest";
import { calendarFile } from "./calendar-file.ts";

const file = calendarFile(
  {
    uid: "opening-1",
    sequence: 1,
    startsAt: Date.parse("2026-11-27T20:00:00+09:00"),
    minutes: 30,
    title:
      "파랑주의보 〈높은 파도〉 예매 시작; 좌석, 값\n둘째 줄 — 아주 길게 써서 한 줄에 다 들어가지 않게 한다",
    place: "한강아레나",
    text: "Opens",
    url: "https://frontrow.test/concerts/high-waves",
    remindMinutes: [10],
  },
  0,
);

it("[V86] a calendar file gives the time in UTC and a reminder before it", () => {
  expect(file).toContain("DTSTART:20261127T110000Z\r\n");
  expect(file).toContain("DTEND:20261127T113000Z\r\n");
  expect(file).toContain("TRIGGER:-PT10M\r\n");
});

it("[V87] a calendar file is folded to 75 bytes, and no text breaks out of its line", () => {
  for (const line of file.split("\r\n"))
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  const unfolded = file.replaceAll("\r\n ", "");
  expect(unfolded).toContain("예매 시작\\; 좌석\\, 값\\n둘째 줄");
  expect(unfolded.match(/^SUMMARY:/gm)).toHaveLength(1);
});
