import { draftLimits } from "../draft-limits.ts";
import type { DraftPresale } from "../documents.ts";
import type { SoldDate } from "../sold-dates.ts";
import { type Checked, type Finding, finding, findingAt } from "../findings.ts";

/** Isolates know a sale's times for some seconds, and fans must not line up by older ones. */
const knownMs = 60_000;

type Found = (presale: DraftPresale, dates: readonly SoldDate[]) => boolean;

export function checkPresales({ document, sold, nowMs }: Checked): Finding[] {
  const { presales, queue, publishAt } = document;
  if (presales.length === 0) return [];
  const lobbyMs = queue.lobbyMinutes * 60_000;
  const datesOf = (presale: DraftPresale) => sold.filter((each) => each.presales.includes(presale));
  const at = (field: string, isFound: Found) =>
    presales.flatMap((presale, index) =>
      isFound(presale, datesOf(presale)) ? [`/presales/${index}${field}`] : [],
    );
  const overlaps = (presale: DraftPresale, dates: readonly SoldDate[], beforeMs: number) =>
    dates.some(
      ({ saleOpensAtMs }) => saleOpensAtMs !== null && endOf(presale) > saleOpensAtMs - beforeMs,
    );
  const beyond = at("/closesAt", (presale, dates) => overlaps(presale, dates, 0));
  const lobby = at("/closesAt", (presale, dates) => overlaps(presale, dates, lobbyMs));
  const isLobbyOpen: Found = (_, dates) =>
    dates.some(
      ({ saleOpensAtMs }) => saleOpensAtMs !== null && saleOpensAtMs - lobbyMs <= nowMs + knownMs,
    );
  const entries = presales.reduce(
    (sum, presale) =>
      sum + (presale.codes.length + presale.emails.length) * datesOf(presale).length,
    0,
  );
  const found = [
    ...findingAt(
      "blocks",
      "presale-times-missing",
      "sale",
      at("", ({ opensAt, closesAt }) => opensAt === null || closesAt === null),
    ),
    ...findingAt(
      "blocks",
      "presale-closes-first",
      "sale",
      at("/closesAt", (presale) => endOf(presale) <= startOf(presale)),
    ),
    ...findingAt(
      "blocks",
      "presale-past",
      "sale",
      at("/closesAt", (presale) => endOf(presale) <= nowMs),
    ),
    ...findingAt(
      "blocks",
      "presale-before-page",
      "sale",
      at("/opensAt", (presale) => publishAt !== null && startOf(presale) < Date.parse(publishAt)),
    ),
    ...findingAt("blocks", "presale-overlaps-sale", "sale", beyond),
    ...(beyond.length > 0 ? [] : findingAt("warns", "presale-overlaps-lobby", "sale", lobby)),
    ...findingAt("blocks", "presale-too-late", "sale", at("", isLobbyOpen)),
    ...findingAt(
      "blocks",
      "presale-code-twice",
      "sale",
      at("/codes", ({ codes }) => new Set(codes.map(({ code }) => code)).size < codes.length),
    ),
    ...findingAt(
      "warns",
      "presale-for-nobody",
      "sale",
      at("", ({ codes, emails }) => codes.length + emails.length === 0),
    ),
    ...findingAt(
      "warns",
      "presale-without-dates",
      "sale",
      at("/phaseIds", (_, dates) => sold.length > 0 && dates.length === 0),
    ),
    ...(entries > draftLimits.presaleEntries
      ? [
          finding("blocks", "presale-too-large", "sale", {
            numbers: { entries, most: draftLimits.presaleEntries },
            pointers: ["/presales"],
          }),
        ]
      : []),
  ];
  return found.length > 0
    ? found
    : [finding("fine", "presales-first", "sale", { numbers: { presales: presales.length } })];
}

/** Not a number while it is not said, so that it is neither before nor after anything. */
const startOf = ({ opensAt }: DraftPresale) =>
  opensAt === null ? Number.NaN : Date.parse(opensAt);
const endOf = ({ closesAt }: DraftPresale) =>
  closesAt === null ? Number.NaN : Date.parse(closesAt);
