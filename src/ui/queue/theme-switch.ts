import { remember } from "../state/storage.ts";

/** Switches between light and dark, and stores it for every page as the app's switch does. */
export function startThemeSwitch(): void {
  document.getElementById("theme")?.addEventListener("click", () => {
    const { dataset } = document.documentElement;
    const isDark = dataset["theme"]
      ? dataset["theme"] === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    remember("theme", (dataset["theme"] = isDark ? "light" : "dark"));
  });
}
