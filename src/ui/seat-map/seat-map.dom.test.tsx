import { beforeEach, describe, expect, it, vi } from "vitest";
import { labelText } from "../../contract/plan/seat-names.ts";
import { expandPlan } from "../../contract/plan/seat-places.ts";
import type { SeatPlan } from "../../contract/plan/seat-plan.ts";
import { createFloor } from "./drawing/floor.ts";
import { smallPlan } from "./drawing/small-plan.ts";
import { SeatMap } from "./seat-map.ts";

/** The drawn texts with their centers and the circles, in order. */
type Drawn = {
  canvas: HTMLCanvasElement;
  text: string | null;
  x: number;
  y: number;
  alpha: number;
};
let drawn: Drawn[] = [];
const charPx = 7;

beforeEach(() => {
  drawn = [];
  vi.stubGlobal("Path2D", function () {
    return { moveTo() {}, lineTo() {}, closePath() {} };
  });
  vi.stubGlobal(
    "ImageData",
    class {
      readonly data: Uint8ClampedArray;
      readonly width: number;
      readonly height: number;
      constructor(width: number, height: number) {
        this.data = new Uint8ClampedArray(width * height * 4);
        this.width = width;
        this.height = height;
      }
    },
  );
  const getContext = function (this: HTMLCanvasElement) {
    return pencil(this);
  };
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockImplementation(getContext as never);
});

/** A canvas that accepts every call and records the positions of texts and circles. */
function pencil(canvas: HTMLCanvasElement) {
  let [dx, dy] = [0, 0];
  let kept: [number, number][] = [];
  const note = (text: string | null, x: number, y: number) =>
    drawn.push({ canvas, text, x: x + dx, y: y + dy, alpha: acts.globalAlpha });
  const acts = {
    canvas,
    globalAlpha: 1,
    roundRect: (x: number, y: number) => note(null, x, y),
    fillRect: (x: number, y: number) => note(null, x, y),
    save: () => kept.push([dx, dy]),
    restore: () => ([dx, dy] = kept.pop() ?? [0, 0]),
    translate: (x: number, y: number) => ([dx, dy] = [dx + x, dy + y]),
    fillText: (text: string, x: number, y: number) => note(text, x, y),
    arc: (x: number, y: number) => note(null, x, y),
    measureText: (text: string) => ({ width: text.length * charPx }),
    getImageData: (_x: number, _y: number, width: number, height: number) => ({
      data: new Uint8ClampedArray(width * height * 4),
    }),
  };
  return new Proxy(acts as Record<string, unknown>, {
    get: (known, name: string) => known[name] ?? (() => {}),
  });
}

const labelsOf = (title: string) => [
  { short: "B2", title, detail: "12", isOut: false, isDim: false, news: null },
];

/** The small room, with that many CSS pixels between two seats. */
function drawRoom(pitchPx: number, plan: SeatPlan = smallPlan) {
  const canvas = document.createElement("canvas");
  document.body.append(canvas);
  const floor = createFloor(plan, expandPlan(plan));
  let lang: "ko" | "en" = "en";
  const map = new SeatMap({
    canvas,
    floor,
    stageText: (label) => label[lang],
    rowText: (label) => labelText(label, lang),
    padding: () => ({ top: 0, right: 0, bottom: 0, left: 0 }),
    onView: () => {},
  });
  map.setLabels(plan.sections.flatMap(() => labelsOf("Section B2")));
  map.setStatuses(new Uint8Array(floor.places.count), null);
  drawn = [];
  const [, , width, height] = plan.bounds;
  map.resize({ width: width * (pitchPx / 100), height: height * (pitchPx / 100) }, 1);
  const texts = () => drawn.flatMap(({ text }) => (text === null ? [] : [text]));
  const speak = (spoken: "ko" | "en") => {
    lang = spoken;
    map.setLabels(labelsOf(spoken));
    drawn = [];
    map.paint();
  };
  return { map, canvas, texts, speak };
}

describe("the drawn map", () => {
  it("[V470] the ring of a chosen seat comes after every name, count and number, from near and from afar", () => {
    for (const pitchPx of [8, 40]) {
      const { map, canvas } = drawRoom(pitchPx);
      map.setMarks(new Map([[2, "mine"]]));
      drawn = [];
      map.paint();
      const seen = drawn.filter((each) => each.canvas === canvas);
      const lastText = seen.findLastIndex(({ text }) => text !== null);
      expect(lastText).toBeGreaterThanOrEqual(0);
      const rings = seen.slice(lastText + 1);
      expect(rings.length).toBeGreaterThan(0);
      for (const { x } of rings) expect(x).toBeCloseTo(2.5 * pitchPx, 0);
    }
  });

  it("[V471] free seats show their numbers once they are 26 px apart, and a taken one shows none", () => {
    const numbers = (texts: string[]) => texts.filter((text) => /^[3-6]$/.test(text));
    expect(numbers(drawRoom(25).texts())).toEqual([]);
    const { map, texts } = drawRoom(30);
    expect(numbers(texts())).toEqual(["3", "4", "5", "6", "3", "4", "5", "6"]);
    const statuses = new Uint8Array(12);
    statuses[2] = 2;
    map.setStatuses(statuses, null);
    drawn = [];
    map.paint();
    expect(numbers(texts())).toEqual(["4", "5", "6", "3", "4", "5", "6"]);
  });

  it("[V491] the numbers of seats outside of the filter are dimmed, and those of the others are not", () => {
    const { map } = drawRoom(30);
    drawn = [];
    map.setDim((seat) => seat !== 2);
    map.paint();
    const alphas = drawn.flatMap(({ text, alpha }) => (/^[3-6]$/.test(text ?? "") ? [alpha] : []));
    expect(alphas).toEqual([1, ...Array.from({ length: 7 }, () => 0.35)]);
  });

  it("[V491] the name of a section outside of the filter is dimmed, and the ground beneath it hides the seats", () => {
    const { map, canvas } = drawRoom(8);
    map.setLabels(labelsOf("Section B2").map((label) => ({ ...label, isDim: true })));
    drawn = [];
    map.paint();
    const seen = drawn.filter((each) => each.canvas === canvas);
    const at = seen.findIndex(({ text }) => text === "B2");
    expect([seen[at - 1]?.alpha, seen[at]?.alpha]).toEqual([1, 0.4]);
  });

  it("[V521] up close, the name of a section is left out where it would stand on the stage", () => {
    const label = { ko: "무대", en: "Stage" };
    const outline: [number, number][] = [
      [0, 0],
      [600, 0],
      [600, 100],
      [0, 100],
    ];
    expect(drawRoom(40).texts()).toContain("Section B2");
    const { texts } = drawRoom(40, { ...smallPlan, stage: [{ outline, label }] });
    expect(texts()).not.toContain("Section B2");
  });

  it("[V472] a Korean row is named with its sound in English, and a change of language names it anew", () => {
    const { texts, speak } = drawRoom(40, koreanRows());
    const rows = () => texts().filter((text) => /[가-힣]/.test(text));
    expect(rows()).toEqual(["가\u00a0(Ga)", "가\u00a0(Ga)", "나\u00a0(Na)", "나\u00a0(Na)"]);
    speak("ko");
    expect(rows()).toEqual(["가", "가", "나", "나"]);
  });

  it("[V472] a row's name stands outside of its first and last seat, however long it is", () => {
    drawRoom(30, koreanRows());
    const names = drawn.filter(({ text }) => text?.startsWith("가"));
    const digits = drawn.filter(({ text }) => /^[16]$/.test(text ?? ""));
    const reachPx = ("가\u00a0(Ga)".length * charPx) / 2 + 30 * 0.41;
    for (const name of names)
      for (const seat of digits.slice(0, 2))
        expect(Math.abs(name.x - seat.x)).toBeGreaterThan(reachPx);
  });

  it("[V472] a row's name covers no seat across a narrow aisle either", () => {
    const pitchPx = 30;
    drawRoom(pitchPx, besideEachOther(koreanRows()));
    const seats = drawn.filter(({ text }) => /^[1-6]$/.test(text ?? ""));
    const names = drawn.filter(({ text }) => /^(가|나|\(Ga\)|\(Na\)|. \(..\))$/.test(text ?? ""));
    expect(seats.length).toBe(24);
    expect(names.map(({ text }) => text)).toContain("(Ga)");
    for (const { text, x, y } of names)
      for (const seat of seats) {
        const isBeside = Math.abs(seat.y - y) < pitchPx * 0.41;
        const gapPx = Math.abs(seat.x - x) - ((text ?? "").length * charPx) / 2;
        expect([text, !isBeside || gapPx > pitchPx * 0.4]).toEqual([text, true]);
      }
  });
});

/** The same section twice, with an aisle between them that is as wide as one seat. */
function besideEachOther(plan: SeatPlan): SeatPlan {
  const moved = plan.sections.map((section) => ({
    ...section,
    id: "B3",
    outline: section.outline.map(([x, y]): [number, number] => [x + 700, y]),
    blocks: section.blocks.map((block) => ({
      ...block,
      geometry: {
        type: "line" as const,
        from: [750, 150] as [number, number],
        to: [1_250, 150] as [number, number],
        pitch: [0, 90] as [number, number],
      },
    })),
  }));
  return { ...plan, bounds: [0, 0, 1_300, 300], sections: [...plan.sections, ...moved] };
}

function koreanRows(): SeatPlan {
  const sections = smallPlan.sections.map((section) => ({
    ...section,
    blocks: section.blocks.map((block) => ({
      ...block,
      rowNumbers: { scheme: "가" as const, start: 1, skip: [] },
    })),
  }));
  return { ...smallPlan, sections };
}
