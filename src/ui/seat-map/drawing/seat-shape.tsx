export type SeatLook = "available" | "mine" | "held" | "taken";

/** A seat's shape shows its state, its color only the price: disc, ticked ring, hollow ring, dot. */
export function SeatShape({
  look,
  color,
  isAccessible = false,
  isCompanion = false,
  isRestricted = false,
}: ShapeProps) {
  const fill = `var(--zone-${color})`;
  return (
    <svg viewBox="0 0 18 18" aria-hidden="true" class="seat-shape">
      {look === "taken" ? (
        <circle cx="9" cy="9" r="3.2" fill="var(--seat-taken)" />
      ) : look === "held" ? (
        <circle cx="9" cy="9" r="5" fill="none" stroke="var(--seat-held)" stroke-width="2" />
      ) : look === "mine" ? (
        <>
          <circle
            cx="9"
            cy="9"
            r="8"
            fill="var(--seat-mine)"
            stroke="var(--seat-mine-ring)"
            stroke-width="1.8"
          />
          <path
            d="m5.6 9.2 2.4 2.4 4.4-4.9"
            fill="none"
            stroke="#14171c"
            stroke-width="2"
            stroke-linecap="round"
          />
        </>
      ) : isAccessible || isCompanion ? (
        <>
          <rect x="1.5" y="1.5" width="15" height="15" rx="4" fill={fill} />
          <text
            x="9"
            y="12.6"
            font-size="10"
            text-anchor="middle"
            fill={`var(--zone-${color}-ink)`}
          >
            {isAccessible ? "♿\uFE0E" : "+1"}
          </text>
        </>
      ) : isRestricted ? (
        <path d="M9 6 4.5 2.8a7.5 7.5 0 1 0 9 0z" fill={fill} />
      ) : (
        <circle cx="9" cy="9" r="7" fill={fill} />
      )}
    </svg>
  );
}

type ShapeProps = {
  look: SeatLook;
  color: number;
  isAccessible?: boolean;
  isCompanion?: boolean;
  isRestricted?: boolean;
};
