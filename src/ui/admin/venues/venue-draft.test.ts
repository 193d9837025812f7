import { expect, it } from "vitest";
import { changeOf, draftOf, emptyVenue, faultsOf, mergedWith } from "./venue-draft.ts";

const both = (text: string) => ({ ko: text, en: text });
const isZone = (name: string) => name === "Asia/Seoul";
const whole = {
  name: { ko: "물결홀", en: "" },
  city: both("Seoul"),
  address: both("1 Wave-ro"),
  timeZone: "Asia/Seoul",
  transit: both("Line 2"),
  access: null,
  position: { lat: 37.5, lng: -127.25 },
  gates: [{ id: "3", name: both("Gate 3"), note: null }],
  capacity: 800,
  contact: null,
};

it("[VN11] a venue's form gives back what it was filled with, and takes an empty field for unknown", () => {
  expect(changeOf(draftOf(whole))).toEqual(whole);
  expect(faultsOf(draftOf(whole), isZone).size).toBe(0);
  const { transit, position, gates, capacity, contact } = changeOf(emptyVenue);
  expect([transit, position, gates, capacity, contact]).toEqual([null, null, [], null, null]);
  expect(changeOf({ ...emptyVenue, capacity: "12,000" }).capacity).toBe(12_000);
});

it("[VN12] a fault of a venue's form is named at its field before anything is sent", () => {
  expect([...faultsOf(emptyVenue, isZone).keys()]).toEqual(["/name", "/city", "/address"]);
  const draft = draftOf(whole);
  const gate = { id: "3", name: both("Again"), note: both("") };
  const wrong: [object, string, string][] = [
    [{ timeZone: "Asia/Atlantis" }, "/timeZone", "unknownZone"],
    [{ lat: "91" }, "/position/lat", "badPlace"],
    [{ lng: "" }, "/position/lng", "badPlace"],
    [{ lat: "1e1" }, "/position/lat", "badPlace"],
    [{ capacity: "0" }, "/capacity", "badNumber"],
    [{ capacity: "many" }, "/capacity", "badNumber"],
    [{ gates: [...draft.gates, gate] }, "/gates/1/id", "gateTwice"],
    [{ gates: [{ ...gate, id: "Gate 3" }] }, "/gates/0/id", "badGateId"],
    [{ gates: [{ ...gate, name: both(" ") }] }, "/gates/0/name", "needed"],
  ];
  for (const [part, pointer, fault] of wrong)
    expect([part, ...faultsOf({ ...draft, ...part }, isZone)]).toEqual([part, [pointer, fault]]);
});

it("[VN13] changes that somebody else saved meanwhile are joined with my own, and mine stay", () => {
  const base = draftOf(whole);
  const mine = { ...base, capacity: "900", contact: "me" };
  const theirs = { ...base, capacity: "700", city: both("Busan") };
  expect(mergedWith(mine, base, theirs)).toEqual({ ...theirs, capacity: "900", contact: "me" });
});
