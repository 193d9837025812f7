import { array, assert, nat, property } from "fast-check";
import { expect, it } from "vitest";
import { addDeadline, emptyDeadlines, removeFirst } from "./deadlines.ts";

it("[M3] the schedule wakes at its nearest deadline", () => {
  assert(
    property(array(nat(50)), (times) => {
      const heap = emptyDeadlines();
      for (const at of times) addDeadline(heap, { at, kind: "hold", id: "" });
      const drained: number[] = [];
      while (heap[0]) {
        drained.push(heap[0].at);
        removeFirst(heap);
      }
      expect(drained).toEqual(times.sort((a, b) => a - b));
    }),
  );
});
