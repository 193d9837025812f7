import { describe, expect, it } from "vitest";
import { DoorSimulation } from "./door.ts";
import type { DoorFlaw } from "./door-story.ts";

const oneGate = { gates: 1, scanners: 3, tickets: 150, loss: 0.05, falls: 0.001 };
const badNetwork = { gates: 3, scanners: 3, tickets: 300, loss: 0.5, falls: 0.01 };

/** For each planted fault an evening in which it does harm. */
const caught: [DoorFlaw, typeof oneGate, number][] = [
  ["asks-only-some", oneGate, 7],
  ["forgets-promises", oneGate, 12],
  ["server-forgets-promises", oneGate, 2],
  ["waits-for-ever", oneGate, 1],
  ["forgets-on-restart", oneGate, 2],
  ["server-refuses-what-happened", oneGate, 1],
  ["keeps-promises-to-itself", badNetwork, 47],
];

describe("evenings at the doors", () => {
  const first = Math.floor(Math.random() * 2 ** 31);

  for (const story of [
    { ...oneGate, scanners: 1 },
    { ...oneGate, scanners: 5 },
    { ...badNetwork, loss: 0.05 },
    badNetwork,
  ])
    it(`[DG1] ${story.gates} gates with ${story.scanners} scanners, loss ${story.loss}: no ticket comes in twice past a connected group, and no entry is lost`, () => {
      let shownIn = 0;
      for (let seed = first; seed < first + 8; seed++) {
        const { broken, shown } = new DoorSimulation({ ...story, seed }).play();
        expect(broken, `seed ${seed}`).toEqual([]);
        shownIn += shown.in;
      }
      expect(shownIn).toBeGreaterThan(story.tickets * 2);
    });

  for (const [flaw, story, seed] of caught)
    it(`[DG2] the evenings notice a scanner or server that ${flaw.replaceAll("-", " ")}`, () => {
      expect(new DoorSimulation({ ...story, seed }).play().broken).toEqual([]);
      expect(new DoorSimulation({ ...story, seed }, flaw).play().broken).not.toEqual([]);
    });
});
