import { remember } from "../state/storage.ts";

/** Changes between light and dark, and keeps that for every page as the screen's own switch does. */
export function startThemeSwitch(): void {
  document.getElementById("theme")?.addEventListener("click", () => {
    const root = document.documentElement;
    const isDark = root.dataset["theme"]
      ? root.dataset["theme"] === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset["theme"] = isDark ? "light" : "dark";
    remember("theme", root.dataset["theme"]);
  });
}
