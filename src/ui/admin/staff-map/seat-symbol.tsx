import { blockLetters } from "../../seat-map/drawing/looks.ts";
import { SeatShape } from "../../seat-map/drawing/seat-shape.tsx";
import { blockKinds, type SeatKind } from "./seat-kinds.ts";

/** A seat as the map draws it, for the legend and the list. */
export function SeatSymbol({ kind, color = 1 }: { kind: SeatKind | "picked"; color?: number }) {
  const letter = blockLetters[(blockKinds as readonly string[]).indexOf(kind)];
  if (letter !== undefined)
    return (
      <Symbol>
        <rect x="2.5" y="2.5" width="13" height="13" rx="1.6" fill="var(--text-2)" />
        <text
          x="9"
          y="12.8"
          font-size="10.5"
          font-weight="700"
          text-anchor="middle"
          fill="var(--raised)"
        >
          {letter}
        </text>
      </Symbol>
    );
  switch (kind) {
    case "free":
      return <SeatShape look="available" color={color} />;
    case "picked":
      return <SeatShape look="mine" color={color} />;
    case "sold":
      return <SeatShape look="taken" color={color} />;
    case "paying":
      return (
        <Symbol>
          <circle cx="9" cy="9" r="5" fill="none" stroke="var(--seat-held)" stroke-width="2" />
          <circle cx="9" cy="9" r="2.4" fill="var(--seat-held)" />
        </Symbol>
      );
    case "entered":
      return (
        <Symbol>
          <circle cx="9" cy="9" r="5.5" fill="var(--ok)" />
          <path d="m6.6 9.2 1.7 1.7 3-3.4" fill="none" stroke="var(--raised)" stroke-width="1.6" />
        </Symbol>
      );
    case "killed":
      return (
        <Symbol>
          <path d="m5.5 5.5 7 7m0-7-7 7" stroke="var(--text-3)" stroke-width="2" />
        </Symbol>
      );
    case "notForSale":
      return <Symbol>{null}</Symbol>;
    default:
      return <SeatShape look="held" color={color} />;
  }
}

const Symbol = ({ children }: { children: preact.ComponentChildren }) => (
  <svg viewBox="0 0 18 18" aria-hidden="true" class="seat-shape">
    {children}
  </svg>
);
