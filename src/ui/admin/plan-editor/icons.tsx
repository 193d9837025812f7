/** The editor's own icons, on the same 24 grid as the others. */
const outlines = {
  select: "m5 3.5 14.5 7-6.5 2-3 6.5z",
  lasso:
    "M20.5 9.5c0 3-3.8 5.5-8.5 5.5s-8.5-2.5-8.5-5.5S7.3 4 12 4s8.5 2.5 8.5 5.5zM7 14c-2 1-2 3.5 0 3.8S9 20 7.5 21.5",
  hand: "M8 12V6.5a1.5 1.5 0 0 1 3 0V11V5a1.5 1.5 0 0 1 3 0v6-4.5a1.5 1.5 0 0 1 3 0V14c0 4-2.5 6.5-6 6.5-3 0-4.5-1.5-6.5-5.5l-1-2a1.4 1.4 0 0 1 2.4-1.3z",
  row: "M3.5 8.5C8 12 16 12 20.5 8.5M3.5 14.5C8 18 16 18 20.5 14.5",
  block: "M6 6h.01M12 6h.01M18 6h.01M6 12h.01M12 12h.01M18 12h.01M6 18h.01M12 18h.01M18 18h.01",
  outline: "M5 7.5 13 4l7 5.5-3 9.5H7z",
  table:
    "M16.5 12a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0zM12 3.5h.01M12 20.5h.01M3.5 12h.01M20.5 12h.01M6 6h.01M18 6h.01M6 18h.01M18 18h.01",
  standing: "M4 4h16v16H4zM4 12 12 4M4 20 20 4M12 20l8-8",
  number: "M5 7l2-1.5V18M4.5 18h5M13 8a2.8 2.8 0 0 1 5.5 0c0 3-5.5 5.5-5.5 10h6",
  paint: "M4 4.5h13v5H4zM17 7h3v5h-8.5v3M9.5 15h4v5.5h-4z",
  accessible:
    "M12.5 4.5a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0zM11 8.5v6h5l2.5 5M11 11h4M8.5 12.5a5 5 0 1 0 6 6",
  restricted:
    "M3 3l18 18M10 6.3A9.5 9.5 0 0 1 21.5 12a13 13 0 0 1-2.5 3.2M6.5 7.5A13 13 0 0 0 2.5 12c2 4 5.5 6 9.5 6a9.5 9.5 0 0 0 4-.9M10 10.2a2.8 2.8 0 0 0 3.8 3.8",
  stage: "M4 9h16l-2 9H6zM12 3v6M8 5l1 4M16 5l-1 4",
  picture:
    "M5.5 4.5h13a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2zM4 16.5l4.5-4.5 4 4 3-2.5 5 4.5M15.5 9h.01",
  undo: "M4 9h10a5.5 5.5 0 0 1 0 11H9M8 5 4 9l4 4",
  redo: "M20 9H10a5.5 5.5 0 0 0 0 11h5M16 5l4 4-4 4",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  keys: "M4.5 6h15a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 16.5v-9A1.5 1.5 0 0 1 4.5 6zM7 10h.01M11 10h.01M15 10h.01M18 10h.01M8 14h8",
  copy: "M9 9h10.5v10.5H9zM15 9V4.5H4.5V15H9",
  mirror: "M12 3.5v17M8.5 7.5 4 17h4.5zM15.5 7.5 20 17h-4.5z",
  remove: "M5 7h14M10 7V4.5h4V7M6.5 7l1 13h9l1-13M10 11v5.5M14 11v5.5",
  arc: "M3.5 7c4.5 8 12.5 8 17 0M6.5 13.5c3 4.5 8 4.5 11 0",
  turn: "M20 12a8 8 0 1 1-2.5-5.8M20 3.5V8h-4.5",
} as const;

export type EditorIconName = keyof typeof outlines;
const dotted: ReadonlySet<string> = new Set(["block", "table"]);

export function EditorIcon({ name, size = 24 }: { name: EditorIconName; size?: 20 | 24 }) {
  return (
    <svg class={size === 24 ? "i" : "i i-20"} viewBox="0 0 24 24" aria-hidden="true">
      <path d={outlines[name]} stroke-width={dotted.has(name) ? 3 : undefined} />
    </svg>
  );
}
