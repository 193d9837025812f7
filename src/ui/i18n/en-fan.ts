import { buying } from "./en-buying.ts";
import { mapping } from "./en-map.ts";
import { mine } from "./en-mine.ts";
import { paying } from "./en-money.ts";
import { waitingWords } from "./en-waiting.ts";
import type { FanMessages } from "./ko-fan.ts";

export const fan = {
  ...mine,
  ...buying,
  ...paying,
  ...mapping,
  ...waitingWords,
} satisfies FanMessages;
