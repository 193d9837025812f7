import { expect, it } from "vitest";
import { blockCodeFrom, fanCodeOf, staffCode } from "../../../contract/admin/seats/seat-codes.ts";
import { seatCode } from "../../../contract/live/live.ts";
import { merged } from "./staff-seats.ts";

it("[SM4] the live map's change counts where staff's own states do not know it yet, and what only staff know stays", () => {
  const { free, held, paying, sold, offered, notForSale } = staffCode;
  const known = Uint16Array.of(free, paying, offered, held, blockCodeFrom + 2, free, sold);
  const same = Uint8Array.from(known, fanCodeOf);
  expect(merged(known, same)).toEqual(known);
  const now = same.slice();
  [now[0], now[1], now[3], now[4], now[5], now[6]] = [
    seatCode.held,
    seatCode.taken,
    seatCode.available,
    seatCode.available,
    seatCode.notForSale,
    seatCode.available,
  ];
  expect([...merged(known, now)]).toEqual([held, sold, offered, free, free, notForSale, free]);
  expect(merged(known, null)).toBe(known);
});
