import {
  type ConcertDocument,
  type DraftDate,
  type DraftPresale,
  emptyDocument,
} from "../../src/contract/concert-draft/documents.ts";

const both = (text: string) => ({ ko: text, en: text });

export const draftDate = (start: string, more: Partial<DraftDate> = {}): DraftDate => ({
  key: start,
  ruleStart: start,
  start,
  priceListId: null,
  phaseId: null,
  castIds: null,
  isSold: true,
  note: "",
  ...more,
});

export const draftPresale = (more: Partial<DraftPresale> = {}): DraftPresale => ({
  id: "fans",
  name: both("Fan club"),
  opensAt: "2098-03-09T11:00:00.000Z",
  closesAt: "2098-03-10T11:00:00.000Z",
  seatsMax: null,
  phaseIds: null,
  codes: [{ code: "MOON2098", usesMax: 2 }],
  emails: [],
  ...more,
});

/** A draft of two dates in 2098 with nothing left to do. */
export const readyDocument = (more: Partial<ConcertDocument> = {}): ConcertDocument => ({
  ...emptyDocument(),
  title: { ko: "달과 자전거", en: "Moon and Bicycle" },
  artist: both("Company"),
  category: "musical",
  ageLimit: 8,
  runningMinutes: 120,
  dates: {
    rule: "",
    rows: [draftDate("2098-09-03T19:30"), draftDate("2098-09-04T14:00")],
    removed: [],
  },
  priceLists: [
    {
      id: "basic",
      name: { ko: "기본", en: "Standard" },
      zones: [
        { id: "r", priceMinor: 99_000, feeMinor: 2_000 },
        { id: "s", priceMinor: 66_000, feeMinor: 2_000 },
      ],
    },
  ],
  sale: {
    opensAt: "2098-03-11T11:00:00.000Z",
    closesMinutes: 60,
    doorsMinutes: 30,
    phases: [],
  },
  description: both("A musical"),
  poster: "/posters/moon.svg",
  posterAlt: both("A moon"),
  ...more,
});
