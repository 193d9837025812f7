import { expect, it } from "vitest";
import { draftDate, draftPresale, readyDocument } from "../../../test/support/concert-draft.ts";
import { both, plan } from "../../../test/support/readiness.ts";
import { copyOf, type CopiedConcert, documentOf } from "./copies.ts";
import { ConcertDocument } from "./documents.ts";
import { publicationOf } from "./publication.ts";

const venueId = "0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d2e";
const [list] = readyDocument().priceLists;
if (!list) throw new Error("there is a list");
const preview = { ...list, id: "list-2", name: { ko: "가격표 2", en: "Price list 2" }, zones: [] };
const original = readyDocument({
  slug: "moon",
  venueId,
  planHash: plan.hash,
  publishAt: "2098-02-01T00:00:00.000Z",
  presales: [draftPresale({ emails: ["fan@example.com"] })],
  priceLists: [
    list,
    { ...preview, zones: list.zones.map((zone) => ({ ...zone, priceMinor: 1_000 })) },
  ],
  dates: {
    rule: "3 Sep 19:30",
    rows: [
      draftDate("2098-09-03T19:30"),
      draftDate("2098-09-30T14:00", { priceListId: "list-2", phaseId: "phase-2" }),
    ],
    removed: ["2098-09-10T19:30"],
  },
  sale: {
    ...readyDocument().sale,
    phases: [
      { id: "phase-2", name: { ko: "2차", en: "Phase 2" }, opensAt: "2098-04-15T11:00:00.000Z" },
    ],
  },
});

it("[CD80] a copy has no address, no codes and no lists, and its dates and times are left out or moved together", () => {
  const bare = copyOf(original, null);
  expect(bare).toEqual({
    ...original,
    slug: null,
    publishAt: null,
    dates: { rule: "", rows: [], removed: [] },
    sale: {
      ...original.sale,
      opensAt: null,
      phases: original.sale.phases.map((phase) => ({ ...phase, opensAt: null })),
    },
    presales: [draftPresale({ opensAt: null, closesAt: null, codes: [] })],
  });
  const moved = copyOf(original, 2);
  expect(moved.dates.rows.map(({ start, ruleStart }) => [start, ruleStart])).toEqual([
    ["2098-09-05T19:30", null],
    ["2098-10-02T14:00", null],
  ]);
  expect(moved.sale.opensAt).toBe("2098-03-13T11:00:00.000Z");
  expect(moved.sale.phases[0]?.opensAt).toBe("2098-04-17T11:00:00.000Z");
  expect(moved.presales).toEqual([
    draftPresale({
      opensAt: "2098-03-11T11:00:00.000Z",
      closesAt: "2098-03-12T11:00:00.000Z",
      codes: [],
    }),
  ]);
  for (const copy of [bare, moved]) expect(ConcertDocument.parse(copy)).toEqual(copy);
});

it("[CD81] a concert copied into a document would be published with the same dates, prices and openings again", () => {
  const published = publicationOf(original, { timeZone: "Asia/Seoul", plan });
  const money = (amount: number) => ({ amount, currency: "KRW" as const });
  const at = (ms: number) => new Date(ms).toISOString();
  const { concert, terms } = published;
  const { shoppersMax, admitPerMinute, lobbyMs, queueOrder, intakes, ...rest } = terms;
  const copied: CopiedConcert = {
    id: venueId,
    revision: 1,
    slug: "moon",
    title: concert.title,
    artist: concert.artist,
    description: concert.description,
    notice: concert.notice,
    organizer: concert.organizer,
    genre: concert.category,
    poster: concert.poster,
    ageLimit: concert.ageLimit,
    runningMinutes: concert.runningMinutes,
    currency: concert.currency,
    state: "published",
    publishAt: null,
    venue: { id: venueId, name: both("Hall"), timeZone: "Asia/Seoul" },
    dates: published.dates.map((date, index) => ({
      ...rest,
      shoppersMax,
      admitPerMinute,
      lobbyMs,
      queueOrder,
      intakes,
      id: `0198f2a4-7c31-7b1e-9d57-2f6a4f0c1d3${index}`,
      revision: 1,
      startsAt: at(date.startsAtMs),
      doorsAt: date.doorsAtMs === null ? null : at(date.doorsAtMs),
      sale: "open",
      saleOpensAt: at(date.saleOpensAtMs),
      saleClosesAt: at(date.saleClosesAtMs),
      seatCount: 412,
      sold: 0,
      holders: 0,
      waitlisted: 0,
      zones: date.zones.map(({ priceMinor, feeMinor, ...zone }) => ({
        ...zone,
        price: money(priceMinor),
        fee: money(feeMinor),
      })),
      presales: published.presales.map(({ name, opensAtMs, closesAtMs, seatsMax }) => ({
        id: venueId,
        name,
        opensAt: at(opensAtMs),
        closesAt: at(closesAtMs),
        seatsMax,
        codes: 1,
        emails: 1,
        isPaused: false,
        verified: 0,
      })),
    })),
  };
  const document = ConcertDocument.parse(documentOf(copied));
  const again = publicationOf(document, { timeZone: "Asia/Seoul", plan });
  const times = (date: (typeof again.dates)[number]) => ({ ...date, presaleIds: [] });
  expect(again.dates.map(times)).toEqual(published.dates.map(times));
  expect(again.terms).toEqual(terms);
  expect(document.priceLists.map(({ id }) => id)).toEqual(["basic", "list-2"]);
  expect(document.sale.phases).toEqual(original.sale.phases);
  expect(ConcertDocument.parse(documentOf({ ...copied, dates: [] })).dates.rows).toEqual([]);
});
