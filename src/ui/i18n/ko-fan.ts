import { accountWords } from "../account/words-ko.ts";
import { checkoutWords } from "../checkout/words-ko.ts";
import { moreProblems } from "./more/ko-problems.ts";
import { presaleWords } from "../concert/presale/words-ko.ts";
import { holdBarWords } from "../holds/words-ko.ts";
import { codedWords } from "../sale/coded/words-ko.ts";
import { legalWords } from "../legal/words-ko.ts";
import { ordersWords } from "../orders/words-ko.ts";
import { remindersWords } from "../reminders/words-ko.ts";
import { saleWords } from "../sale/words-ko.ts";
import { chooserWords } from "../sale/chooser/words-ko.ts";
import { seatMapWords } from "../seat-map/words-ko.ts";
import { ticketsWords } from "../tickets/words-ko.ts";
import { waitlistWords } from "../waitlist/words-ko.ts";
import { walletWords } from "../wallet/words-ko.ts";

/** The words of the pages that only fans open. They load with the first such page. */
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
};

export type FanMessages = typeof fan;
