import { buying } from "./ko-buying.ts";
import { mapping } from "./ko-map.ts";
import { mine } from "./ko-mine.ts";
import { paying } from "./ko-money.ts";
import { waitingWords } from "./ko-waiting.ts";

/** What a fan reads further in, beyond the public pages. It comes with the first page that needs it. */
export const fan = { ...mine, ...buying, ...paying, ...mapping, ...waitingWords };

export type FanMessages = typeof fan;
