import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { recall, remember } from "../../../state/storage.ts";

export const papers = ["a4", "roll"] as const;
export type Paper = (typeof papers)[number];

/** The paper of this counter's printer. */
export const paper = signal<Paper>(recall("counter.paper") === "roll" ? "roll" : "a4");

export function choosePaper(chosen: Paper): void {
  paper.value = chosen;
  remember("counter.paper", chosen);
}

/** What goes to the printer next; nothing of the screen does. */
export const sheet = signal<ComponentChildren>(null);

const rollMm = 80;
const marginMm = 4;
const pxPerMm = 96 / 25.4;

/** A roll has no pages: each piece is as long as what is on it. */
export function pageRule(kind: Paper, heightPx: number): string {
  if (kind === "a4") return "@page { size: A4; margin: 14mm; }";
  const heightMm = Math.ceil(heightPx / pxPerMm) + 2 * marginMm;
  return `@page { size: ${rollMm}mm ${Math.max(40, heightMm)}mm; margin: ${marginMm}mm; }`;
}
