/** Outlines on a 24 grid that only these screens need. */
const outlines = {
  blocks: "M8.3 3.5h7.4l5.3 5.3v7.4l-5.3 5.3H8.3L3 16.2V8.8zM12 8v4.8M12 16h.01",
  warns: "M20.5 12a8.5 8.5 0 1 1-17 0 8.5 8.5 0 0 1 17 0zM12 3.5v17",
  fine: "m4.5 12.5 5 5 10-11",
  undo: "M8.5 5 4 9.5 8.5 14M4 9.5h9.5a5.5 5.5 0 0 1 0 11H9",
  redo: "M15.5 5 20 9.5 15.5 14M20 9.5h-9.5a5.5 5.5 0 0 0 0 11H15",
  eye: "M2.5 12c2.3-4.2 5.5-6.3 9.5-6.3s7.2 2.1 9.5 6.3c-2.3 4.2-5.5 6.3-9.5 6.3S4.8 16.2 2.5 12zM14.8 12a2.8 2.8 0 1 1-5.6 0 2.8 2.8 0 0 1 5.6 0z",
} as const;

export type MarkName = keyof typeof outlines;

/** Decorative, like every icon. */
export function Mark({ name, size = 20 }: { name: MarkName; size?: 16 | 20 }) {
  return (
    <svg
      class={`i i-${size} draft__mark draft__mark--${name}`}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      <path d={outlines[name]} />
    </svg>
  );
}
