import { createFloor } from "../../src/ui/seat-map/drawing/floor.ts";
import { labelText } from "../../src/contract/plan/seat-names.ts";
import { SeatMap } from "../../src/ui/seat-map/seat-map.ts";
import { applyFrame } from "../../src/contract/live/live-map.ts";
import { expandPlan } from "../../src/contract/plan/seat-places.ts";
import type { SeatPlan } from "../../src/contract/plan/seat-plan.ts";

/** The page's measurements on the bench's request, in milliseconds. */
export type MapFigures = {
  expandMs: number;
  paintedMs: number;
  panFps: number;
  panJsMs: number;
  longestFrameMs: number;
  deltaMs: number;
};

async function measure(plan: SeatPlan, snapshot: Uint8Array): Promise<MapFigures> {
  const canvas = document.querySelector("canvas");
  if (!canvas) throw new Error("the page has no canvas");
  const startedAt = performance.now();
  const places = expandPlan(plan);
  const expandMs = performance.now() - startedAt;
  const floor = createFloor(plan, places);
  const padding = () => ({ top: 60, right: 10, bottom: 68, left: 10 });
  const stageText = (label: { ko: string }) => label.ko;
  const rowText = (label: string) => labelText(label, "en");
  const map = new SeatMap({ canvas, floor, padding, stageText, rowText, onView: () => {} });
  const first = applyFrame(null, snapshot);
  if (first.state !== "moved") throw new Error("the snapshot cannot be read");
  map.setLabels(
    floor.groups.map(({ id }) => ({
      short: id,
      title: id,
      detail: "123석",
      isOut: false,
      isDim: false,
      news: null,
    })),
  );
  map.setStatuses(first.map.statuses, null);
  map.resize({ width: innerWidth, height: innerHeight }, devicePixelRatio);
  // A canvas draws when the frame is made. Reading one pixel back waits for that.
  canvas.getContext("2d")?.getImageData(0, 0, 1, 1);
  const paintedMs = performance.now() - startedAt;
  await frame();

  map.zoomBy(1.5);
  const frames: number[] = [];
  let jsMs = 0;
  const paint = map.paint.bind(map);
  map.paint = () => {
    const before = performance.now();
    paint();
    jsMs += performance.now() - before;
  };
  let last = await frame();
  for (let step = 0; step < 90; step++) {
    map.panBy(step % 30 < 15 ? 6 : -6, step % 20 < 10 ? 4 : -4);
    const now = await frame();
    frames.push(now - last);
    last = now;
  }
  // The page's memory is measured afterwards.
  Object.assign(globalThis, { kept: { map, floor, places, first } });
  const total = frames.reduce((sum, ms) => sum + ms, 0);
  const changed = Uint32Array.from({ length: 150 }, (_, index) => index * 600);
  const before = performance.now();
  map.setStatuses(first.map.statuses.slice(), changed);
  map.paint();
  return {
    expandMs,
    paintedMs,
    panFps: (frames.length * 1_000) / total,
    panJsMs: jsMs / frames.length,
    longestFrameMs: Math.max(...frames),
    deltaMs: performance.now() - before,
  };
}

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

Object.assign(globalThis, { measure });
