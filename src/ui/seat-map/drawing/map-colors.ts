/** The tokens that the map is painted with. */
const tokens = {
  map: "--map",
  raised: "--raised",
  text: "--text",
  text2: "--text-2",
  text3: "--text-3",
  hair: "--hair-2",
  ok: "--ok",
  okTint: "--ok-tint",
  held: "--seat-held",
  taken: "--seat-taken",
  mine: "--seat-mine",
  mineRing: "--seat-mine-ring",
} as const;

export type MapColors = Record<keyof typeof tokens, string> & {
  /** By palette slot, from 1: the color and the ink on it. */
  zones: { fill: string; ink: string }[];
  font: string;
};

/** Reads the colors as they are now, in light or dark. */
export function readColors(beside: HTMLElement): MapColors {
  const probe = document.createElement("i");
  probe.hidden = true;
  beside.append(probe);
  const read = (token: string) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const named = Object.fromEntries(
    Object.entries(tokens).map(([name, token]) => [name, read(token)]),
  ) as Record<keyof typeof tokens, string>;
  const zones = [1, 2, 3, 4, 5, 6].map((slot) => ({
    fill: read(`--zone-${slot}`),
    ink: read(`--zone-${slot}-ink`),
  }));
  const font = getComputedStyle(beside).fontFamily;
  probe.remove();
  return { ...named, zones: [{ fill: named.taken, ink: named.text }, ...zones], font };
}

const mixed = new Map<string, string>();

/** The same color with an alpha value. There are few, and every frame needs them, so they are cached. */
export function withAlpha(color: string, alpha: number): string {
  const name = `${color}/${alpha}`;
  const known = mixed.get(name);
  if (known !== undefined) return known;
  const made = color.replace(/^rgb\((.*)\)$/, `rgba($1, ${alpha})`);
  mixed.set(name, made);
  return made;
}
