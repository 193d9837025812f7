import { afterEach, expect, it, vi } from "vitest";
import type { Figures } from "../support/figures.ts";
import { noteShift } from "./ui-shift.ts";

afterEach(() => {
  process.exitCode = 0;
  vi.restoreAllMocks();
});

it("[BN6] a page that moves by more than 0.03 fails the measurement of the screen", () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  process.exitCode = 0;
  const figures: Figures = {};
  noteShift(figures, "still", { shift: 0.03, moved: "" });
  expect(process.exitCode).toBe(0);
  noteShift(figures, "jumping", { shift: 0.031, moved: "the footer" });
  expect(process.exitCode).toBe(1);
  expect(figures).toEqual({ still: 0.03, jumping: 0.031 });
});
