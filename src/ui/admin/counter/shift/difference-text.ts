import type { Money } from "../../../../contract/money/money.ts";
import type { Locale } from "../../../../contract/people/accounts.ts";
import { money, signedMoney } from "../../../i18n/format.ts";

/** What was counted too much or too little; no difference has no sign. */
export const differenceText = (of: Money, lang: Locale): string =>
  (of.amount === 0 ? money : signedMoney)(of, lang);
