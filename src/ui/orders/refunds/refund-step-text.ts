import { dayAndHour, lastMinuteOfDay } from "../../i18n/format.ts";
import { language } from "../../state/language.ts";
import { words } from "../../state/public-words.ts";
import type { RefundStep } from "./refund-steps.ts";

/** When a step of the refund table holds, by the clock of the venue. */
export function stepText(
  { fromMs, untilMs, refundMinor }: RefundStep,
  { startsAtMs, timeZone }: { startsAtMs: number; timeZone: string },
): string {
  const w = words().refundRules;
  const dated = (time: string) => dayAndHour({ time, timeZone, lang: language.value });
  if (refundMinor === null) return w.from(dated(new Date(fromMs).toISOString()));
  const time = new Date(untilMs ?? startsAtMs).toISOString();
  const last = lastMinuteOfDay({ time, timeZone });
  return last === null ? w.before(dated(time)) : w.until(dated(last));
}
