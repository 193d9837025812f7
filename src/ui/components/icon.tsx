/** The icons' outlines on a 24 grid, drawn with one round stroke. */
const outlines = {
  alert: "M12 4 2.8 20h18.4zM12 10v4.5M12 17.3h.01",
  arrow: "M4 12h16m-6-6 6 6-6 6",
  back: "M20 12H4m6-6-6 6 6 6",
  ban: "M20 12a8 8 0 1 1-16 0 8 8 0 0 1 16 0zM6.5 17.5l11-11",
  calendar:
    "M5.5 5h13a2 2 0 0 1 2 2v11.5a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM3.5 10h17M8 3v4M16 3v4",
  columns: "M4 20h16M7 20v-6M12 20V6M17 20v-9",
  check: "m4.5 12.5 5 5 10-11",
  chevron: "m9.5 5 7 7-7 7",
  clock: "M20.5 12a8.5 8.5 0 1 1-17 0 8.5 8.5 0 0 1 17 0zM12 7v5l3.5 2",
  close: "M6 6l12 12M18 6 6 18",
  door: "M5 20.5v-15l9-2v19zM14 5.5h5v15M3 20.5h18M11 12h.01",
  globe:
    "M20.5 12a8.5 8.5 0 1 1-17 0 8.5 8.5 0 0 1 17 0zM3.5 12h17M12 3.5c2.5 2.3 3.5 5.2 3.5 8.5s-1 6.2-3.5 8.5c-2.5-2.3-3.5-5.2-3.5-8.5s1-6.2 3.5-8.5z",
  bell: "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5a2.2 2.2 0 0 0 4 0",
  download: "M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 19.5h14",
  heart:
    "M12 20.5c-5.5-4.2-8.5-7.2-8.5-11A4.6 4.6 0 0 1 8.1 4.8c1.6 0 3 .8 3.9 2.1.9-1.3 2.3-2.1 3.9-2.1a4.6 4.6 0 0 1 4.6 4.7c0 3.8-3 6.8-8.5 11z",
  home: "M4 10.5 12 4l8 6.5V20h-5.5v-5.5h-5V20H4z",
  info: "M20.5 12a8.5 8.5 0 1 1-17 0 8.5 8.5 0 0 1 17 0zM12 11v5.5M12 7.8h.01",
  lock: "M7 10.5h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2zM8 10.5V8a4 4 0 0 1 8 0v2.5",
  minus: "M5 12h14",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
  offline:
    "M3 3l18 18M5 12.5a10 10 0 0 1 4-2.5m5.5.2A10 10 0 0 1 19 12.5M2 9a15 15 0 0 1 4-2.6M11 5a15 15 0 0 1 11 4M8.5 16a5 5 0 0 1 7 0M12 19.5h.01",
  pause: "M8.5 5v14M15.5 5v14",
  people:
    "M12.5 8.5a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0zM2.5 19.5c.8-3.5 3.3-5 6.5-5s5.7 1.5 6.5 5M15.5 5.3a3.5 3.5 0 0 1 0 6.4M17.5 14.8c2 .6 3.4 2.2 4 4.7",
  person:
    "M15.5 8a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0zM4.5 20c.8-3.8 3.6-5.5 7.5-5.5s6.7 1.7 7.5 5.5",
  pin: "M12 21.5c4.5-5 7-8.4 7-12a7 7 0 0 0-14 0c0 3.6 2.5 7 7 12zM14.5 9.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z",
  refund: "M20 11a8 8 0 0 0-14-4.5L3.5 9M3.5 4.5V9H8M4 13a8 8 0 0 0 14 4.5l2.5-2.5M20.5 19.5V15H16",
  plus: "M12 5v14M5 12h14",
  sale: "M20 12a8 8 0 1 1-16 0 8 8 0 0 1 16 0zM15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0z",
  sun: "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
  search: "M17.5 11a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0zM16 16l4.5 4.5",
  share:
    "M12 15V3.5m-4 3.5 4-3.5L16 7M6 10.5H5a1 1 0 0 0-1 1v8a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-8a1 1 0 0 0-1-1h-1",
  ticket:
    "M3.5 8.5v-2a1 1 0 0 1 1-1h15a1 1 0 0 1 1 1v2a3.5 3.5 0 0 0 0 7v2a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1v-2a3.5 3.5 0 0 0 0-7zM14 9v6",
  wallet:
    "M4 7.5V18a1.5 1.5 0 0 0 1.5 1.5h14a1 1 0 0 0 1-1V9a1 1 0 0 0-1-1H5a1.5 1.5 0 0 1 0-3.5h12.5V8M16.5 13.8h.01",
} as const;

export type IconName = keyof typeof outlines;

/** Decorative: always beside a word or inside a named control. */
export function Icon({ name, size = 24 }: { name: IconName; size?: 16 | 20 | 24 }) {
  return (
    <svg class={size === 24 ? "i" : `i i-${size}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={outlines[name]} />
    </svg>
  );
}

export function Logo() {
  return (
    <svg viewBox="0 0 26 26" aria-hidden="true" fill="none" stroke-linecap="round">
      <path d="M3 6.5c5.5 5 14.5 5 20 0" stroke="var(--brand)" stroke-width="4" />
      <path
        d="M5.5 14c4.2 3.7 10.8 3.7 15 0M8 20.5c2.9 2.5 7.1 2.5 10 0"
        stroke="currentColor"
        stroke-width="2.5"
      />
    </svg>
  );
}
