import { remember } from "../state/storage.ts";

/** Switches between light and dark, and stores it for every page as the app's switch does. */
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
