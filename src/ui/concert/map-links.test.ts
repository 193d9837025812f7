import { expect, it } from "vitest";
import { mapLinks } from "./map-links.ts";

const both = (text: string) => ({ ko: text, en: text });

it("[VN14] a venue with a place on the map has links to three maps, whatever its name, and one without has none", () => {
  const venue = { name: { ko: "물결, 홀/2", en: "Wave" }, address: both("물결로 1") };
  expect(mapLinks({ ...venue, position: null })).toEqual([]);
  const links = Object.fromEntries(mapLinks({ ...venue, position: { lat: 37.5, lng: -127.25 } }));
  expect(links["kakao"]).toMatch(/^https:\/\/map\.kakao\.com\/link\/map\/[^,/]+,37\.5,-127\.25$/);
  expect(links["google"]).toBe("https://www.google.com/maps/search/?api=1&query=37.5,-127.25");
  expect(decodeURIComponent(new URL(links["naver"] ?? "").pathname)).toBe(
    "/p/search/물결로 1 물결, 홀/2",
  );
  for (const link of Object.values(links)) expect(new URL(link).protocol).toBe("https:");
});
