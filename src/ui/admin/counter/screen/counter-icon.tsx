/** The counter's own icons, on the same 24 grid as the others. */
const outlines = {
  cash: "M4 6.5h16a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1zM14.5 12a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM6.5 10v4M17.5 10v4",
  terminal:
    "M4.5 5.5h15A1.5 1.5 0 0 1 21 7v10a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17V7a1.5 1.5 0 0 1 1.5-1.5zM3 10h18M6.5 14.5h4",
  "bank-transfer":
    "M3.5 9.5 12 4l8.5 5.5zM3.5 20h17M6 9.5V17M10 9.5V17M14 9.5V17M18 9.5V17M4.5 17h15",
  voucher:
    "M3.5 8.5v-2a1 1 0 0 1 1-1h15a1 1 0 0 1 1 1v2a3.5 3.5 0 0 0 0 7v2a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1v-2a3.5 3.5 0 0 0 0-7zM9.5 14.5l5-5M9.7 9.700h.01M14.3 14.300h.01",
  gift: "M4.5 11h15v9.5h-15zM3.5 7.5h17V11h-17zM12 7.5v13M12 7.5c-4 0-5-1.3-5-2.600S8 3 9 3c1.8 0 3 2.2 3 4.5 0-2.3 1.2-4.5 3-4.5 1 0 2 .6 2 1.900s-1 2.6-5 2.600z",
  print:
    "M7 9V4h10v5M7 17H4.5a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1h15a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H17M7 14h10v6.5H7z",
  keys: "M4.5 6h15a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 16.5v-9A1.5 1.5 0 0 1 4.5 6zM7 10h.01M11 10h.01M15 10h.01M18 10h.01M8 14h8",
  list: "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
  map: "M3.5 6.5 9 4l6 2.5L20.5 4v13.5L15 20l-6-2.5L3.5 20zM9 4v13.5M15 6.5V20",
  back: "M20.5 6.5H9L3.5 12 9 17.5h11.5zM12 9.5l5 5M17 9.5l-5 5",
  swap: "M4 8.5h14.5M15 5l3.5 3.5L15 12M20 15.5H5.5M9 12l-3.5 3.5L9 19",
  send: "M3.5 5.5h17v13h-17zM3.5 6.5l8.5 6.5 8.5-6.5",
} as const;

export type CounterIconName = keyof typeof outlines;

/** Decorative: always beside a word or inside a named control. */
export function CounterIcon({ name, size = 24 }: { name: CounterIconName; size?: 16 | 20 | 24 }) {
  return (
    <svg class={size === 24 ? "i" : `i i-${size}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={outlines[name]} />
    </svg>
  );
}
