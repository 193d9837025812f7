import { type Hall, outlookOf } from "../../seat-map/hall.ts";
import { words } from "../../state/language.ts";

/** The outlook without a photograph: the side of the stage and the distance. */
export function SeatOutlook({ hall, seat }: { hall: Hall; seat: number }) {
  const w = words().pick;
  const { meters, side, angle } = outlookOf(hall, seat);
  const at = { x: 176 + Math.max(-1, Math.min(1, angle / 70)) * 130, y: 112 };
  return (
    <figure class="outlook">
      <figcaption class="t-14 semi">{w.view}</figcaption>
      <svg viewBox="0 0 352 132" aria-hidden="true">
        <path d="M96 22h160l14 26H82z" fill="var(--hair-2)" />
        <text
          x="176"
          y="40"
          text-anchor="middle"
          font-size="12"
          font-weight="600"
          fill="var(--text-2)"
        >
          {w.stage}
        </text>
        <path
          d="M60 74q116 44 232 0M44 88q132 50 264 0"
          fill="none"
          stroke="var(--hair-2)"
          stroke-width="2"
        />
        <path
          d={`M${at.x} ${at.y}L176 54`}
          stroke="var(--text-3)"
          stroke-dasharray="3 4"
          fill="none"
        />
        <circle
          cx={at.x}
          cy={at.y}
          r="6"
          fill="#fff"
          stroke="var(--seat-mine-ring)"
          stroke-width="2"
        />
      </svg>
      <p class="t-14 num">{w.away(w.side[side], meters)}</p>
    </figure>
  );
}
