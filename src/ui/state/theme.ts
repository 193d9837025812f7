import { effect, signal } from "@preact/signals";
import { recall, remember } from "./storage.ts";

export const themes = ["auto", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export const theme = signal<Theme>("auto");

export function startTheme(): void {
  const known = recall("theme");
  if (known === "light" || known === "dark") theme.value = known;
  effect(() => {
    if (theme.value === "auto") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme.value;
    remember("theme", theme.value === "auto" ? null : theme.value);
  });
}

/** The theme in effect, chosen or the system's. */
export const isDark = (): boolean =>
  theme.value === "auto"
    ? matchMedia("(prefers-color-scheme: dark)").matches
    : theme.value === "dark";
