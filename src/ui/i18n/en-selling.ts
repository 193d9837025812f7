import { staffMapWords } from "../admin/staff-map/words-en.ts";
import type { SellingMessages } from "./ko-selling.ts";

export const selling = {
  ...staffMapWords,
} satisfies SellingMessages;
