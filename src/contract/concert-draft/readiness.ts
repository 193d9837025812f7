import { checkBasics, checkContent } from "./checks/content.ts";
import { checkDates, checkVenue } from "./checks/dates.ts";
import { checkPresales } from "./checks/presales.ts";
import { checkPrices } from "./checks/prices.ts";
import { checkQueue, checkRefunds, checkSale } from "./checks/sale.ts";
import { type Finding, type Level, type ReadinessAsked, steps } from "./findings.ts";
import { soldDates } from "./sold-dates.ts";

/** Everything that an organizer should know before publishing, step by step; what blocks comes first in its step. */
export function readinessOf(asked: ReadinessAsked): Finding[] {
  const { document, venue } = asked;
  const checked = { ...asked, sold: venue ? soldDates(document, venue.timeZone) : [] };
  const found = [
    checkBasics,
    checkVenue,
    checkDates,
    checkPrices,
    checkSale,
    checkPresales,
    checkRefunds,
    checkQueue,
    checkContent,
  ].flatMap((check) => check(checked));
  return found.sort(
    (a, b) => steps.indexOf(a.step) - steps.indexOf(b.step) || rank(a.level) - rank(b.level),
  );
}

const rank = (level: Level) => ["blocks", "warns", "fine"].indexOf(level);

export const blocking = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ level }) => level === "blocks");
