import { accountWords } from "../account/words-en.ts";
import { checkoutWords } from "../checkout/words-en.ts";
import { moreProblems } from "./more/en-problems.ts";
import { presaleWords } from "../concert/presale/words-en.ts";
import { holdBarWords } from "../holds/words-en.ts";
import { codedWords } from "../sale/coded/words-en.ts";
import { legalWords } from "../legal/words-en.ts";
import { ordersWords } from "../orders/words-en.ts";
import { remindersWords } from "../reminders/words-en.ts";
import { saleWords } from "../sale/words-en.ts";
import { chooserWords } from "../sale/chooser/words-en.ts";
import { seatMapWords } from "../seat-map/words-en.ts";
import { ticketsWords } from "../tickets/words-en.ts";
import { waitlistWords } from "../waitlist/words-en.ts";
import { walletWords } from "../wallet/words-en.ts";
import type { FanMessages } from "./ko-fan.ts";

export const fan = {
  problem: moreProblems,
  ...accountWords,
  ...checkoutWords,
  ...codedWords,
  ...presaleWords,
  ...holdBarWords,
  ...legalWords,
  ...ordersWords,
  ...remindersWords,
  ...saleWords,
  ...chooserWords,
  ...seatMapWords,
  ...ticketsWords,
  ...waitlistWords,
  ...walletWords,
} satisfies FanMessages;
