import { expect, it } from "vitest";
import { type Labeled, placeLabels, spotIn } from "./label-rooms.ts";

const measure = (text: string, px: number) => text.length * px * 0.6;
const section = (x: number, width: number, height: number, more = {}): Labeled => ({
  box: { x, y: 50, width, height },
  label: {
    short: "101",
    title: "Section 101",
    detail: "1,234",
    isOut: false,
    isDim: false,
    news: null,
    ...more,
  },
});
const kinds = (sections: Labeled[]) => placeLabels(sections, 14, measure).map(({ kind }) => kind);

it("[V453] no label on the map reaches beyond its own section, so none covers a smaller one beside it", () => {
  const large = [section(100, 120, 80), section(300, 120, 80), section(500, 120, 80)];
  const sections = [...large, section(580, 40, 30), section(620, 24, 16), section(640, 9, 9)];
  const placed = placeLabels(sections, 14, measure);
  for (const { index, room } of placed) {
    expect(room.width).toBeLessThanOrEqual(sections[index]?.box.width ?? 0);
    expect(room.height).toBeLessThanOrEqual(sections[index]?.box.height ?? 0);
  }
  // Half of the sections have no room for a count, so none shows one; the smallest shows no name either.
  expect(placed.map(({ index, kind }) => [index, kind])).toEqual([
    [0, "name"],
    [1, "name"],
    [2, "name"],
    [3, "name"],
    [4, "name"],
  ]);
  expect(kinds(large)).toEqual(["pill", "pill", "pill"]);
});

it("[V490] a section outside of the filter shows its name without a count", () => {
  const sections = [section(100, 120, 80), section(300, 120, 80, { isDim: true })];
  expect(kinds(sections)).toEqual(["pill", "name"]);
  // Its own lack of room takes the counts from no other section.
  const small = [section(100, 120, 80), section(300, 30, 30, { isDim: true })];
  expect(kinds(small)).toEqual(["pill", "name"]);
});

it("[V453] released seats are told in as many words as there is room for, at least by a dot", () => {
  const news = { news: "3 just freed" };
  expect(kinds([section(100, 160, 80, news)])).toEqual(["pill"]);
  expect(kinds([section(100, 40, 30, news)])).toEqual(["name"]);
  expect(kinds([section(100, 12, 12, news)])).toEqual(["dot"]);
  expect(kinds([section(100, 7, 7, news)])).toEqual([]);
});

it("[V519] where the counts of neighbors would overlap, all of them become smaller, so that none is left out", () => {
  // Two sections side by side on a slant: their boxes overlap, and so would their counts.
  const beside = [
    section(100, 90, 60),
    { ...section(150, 90, 60), box: { x: 150, y: 80, width: 90, height: 60 } },
  ];
  const placed = placeLabels(beside, 14, measure);
  expect(placed.map(({ kind }) => kind)).toEqual(["pill", "pill"]);
  expect(new Set(placed.map(({ px }) => px)).size).toBe(1);
  expect(placed[0]?.px).toBeLessThan(14);
  // Where even small ones overlap, no section shows a count.
  expect(kinds([section(100, 90, 60), section(120, 90, 60), section(200, 90, 60)])).not.toContain(
    "pill",
  );
});

it("[V520] the name of the stage stands in the part of it that is seen beneath the buttons, or nowhere", () => {
  const [size, text] = [
    { width: 400, height: 300 },
    { width: 50, height: 24 },
  ];
  const whole = { x: 200, y: 130, width: 120, height: 60 };
  expect(spotIn(whole, text, size)).toEqual({ x: 200, y: 130 });
  // To the right and to the top it goes on beyond the map.
  expect(spotIn({ x: 400, y: 60, width: 200, height: 160 }, text, size)).toEqual({ x: 350, y: 98 });
  expect(spotIn({ x: 480, y: 130, width: 200, height: 60 }, text, size)).toBeNull();
  expect(spotIn({ x: 200, y: 20, width: 120, height: 80 }, text, size)).toBeNull();
});
