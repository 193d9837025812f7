import type { VenueDetails } from "../../contract/catalog/venues.ts";

/** The maps that fans in Korea use: names of products, the same in every address. */
export type MapName = "naver" | "kakao" | "google";

/**
 * Where each map shows a venue. Naver's pages take no coordinates, only a search, and Korean names are what they know;
 * the other two take the place itself.
 */
export function mapLinks({
  name,
  address,
  position,
}: Pick<VenueDetails, "name" | "address" | "position">): [MapName, string][] {
  if (position === null) return [];
  const { lat, lng } = position;
  const called = name.ko || name.en;
  const sought = encodeURIComponent(address.ko ? `${address.ko} ${called}` : called);
  return [
    ["naver", `https://map.naver.com/p/search/${sought}`],
    // A comma would end the name there.
    [
      "kakao",
      `https://map.kakao.com/link/map/${encodeURIComponent(called.replaceAll(",", " "))},${lat},${lng}`,
    ],
    ["google", `https://www.google.com/maps/search/?api=1&query=${lat},${lng}`],
  ];
}
