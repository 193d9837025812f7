import type { LocalText } from "../../money/money.ts";
import { payableCurrencies } from "../../money/payable-currencies.ts";
import { type Checked, type Finding, type Step, finding, findingAt } from "../findings.ts";

const isBlank = ({ ko, en }: LocalText) => ko.trim() === "" && en.trim() === "";
const isHalf = ({ ko, en }: LocalText) => (ko.trim() === "") !== (en.trim() === "");

export function checkBasics({ document, categories }: Checked): Finding[] {
  const { title, artist, category, currency, ageLimit, runningMinutes } = document;
  const isKnown = categories === null || (category !== null && categories.includes(category));
  return [
    ...missing(isBlank(title), "blocks", "title-missing", "basics", "/title"),
    ...missing(isBlank(artist), "warns", "artist-missing", "basics", "/artist"),
    ...missing(category === null, "blocks", "category-missing", "basics", "/category"),
    ...missing(category !== null && !isKnown, "blocks", "category-unknown", "basics", "/category"),
    ...missing(
      !payableCurrencies.includes(currency),
      "blocks",
      "currency-not-payable",
      "basics",
      "/currency",
    ),
    ...missing(ageLimit === null, "warns", "age-limit-missing", "basics", "/ageLimit"),
    ...missing(
      runningMinutes === null,
      "warns",
      "running-time-missing",
      "basics",
      "/runningMinutes",
    ),
    ...untranslated("basics", { title, artist }),
  ];
}

export function checkContent({ document, organization }: Checked): Finding[] {
  const { description, notice, cast, poster, posterAlt, organizer, priceLists, presales } =
    document;
  const hasPoster = poster !== null && poster !== "";
  return [
    organization.identity === null
      ? finding("blocks", "identity-missing", "content")
      : finding("fine", "identity-set", "content"),
    ...missing(isBlank(description), "warns", "description-missing", "content", "/description"),
    ...missing(!hasPoster, "warns", "poster-missing", "content", "/poster"),
    ...missing(
      hasPoster && isBlank(posterAlt),
      "warns",
      "poster-text-missing",
      "content",
      "/posterAlt",
    ),
    ...untranslated("content", {
      description,
      notice,
      ticketNote: document.ticketNote,
      posterAlt,
      ...(organizer ? { "organizer/name": organizer.name } : {}),
      ...named("cast", "name", cast),
      ...named("cast", "role", cast),
      ...Object.fromEntries(
        cast.flatMap(({ photo }, index) => (photo ? [[`cast/${index}/photo/alt`, photo.alt]] : [])),
      ),
    }),
    ...untranslated("prices", {
      ...named("priceLists", "name", priceLists),
      ...named("priceTypes", "name", document.priceTypes),
      ...named("automatic", "name", document.automatic),
    }),
    ...untranslated("sale", {
      ...named("presales", "name", presales),
      ...named("sale/phases", "name", document.sale.phases),
    }),
  ];
}

const missing = (
  isMissing: boolean,
  level: "blocks" | "warns",
  code: string,
  step: Step,
  pointer: string,
): Finding[] => (isMissing ? [finding(level, code, step, { pointers: [pointer] })] : []);

/** Texts that only one of the two languages has; they are shown in that language to everybody. */
function untranslated(step: Step, texts: Record<string, LocalText>): Finding[] {
  const all = Object.entries(texts);
  const half = all.filter(([, text]) => isHalf(text));
  if (half.length > 0)
    return findingAt(
      "warns",
      "text-untranslated",
      step,
      half.map(([path]) => `/${path}`),
    );
  const isSaid = all.some(([, text]) => !isBlank(text));
  return isSaid ? [finding("fine", "texts-translated", step)] : [];
}

const named = <Field extends "name" | "role">(
  path: string,
  field: Field,
  items: readonly Record<Field, LocalText>[],
): Record<string, LocalText> =>
  Object.fromEntries(items.map((item, at) => [`${path}/${at}/${field}`, item[field]]));
