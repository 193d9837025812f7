/** The id of the field of a place in the document, given as a JSON pointer. */
export const placed = (pointer: string): string => `at${pointer}`;

/** Moves the focus to the field of a place, or of the nearest part of the document that has one. */
export function focusPlace(pointer: string): boolean {
  for (let path = pointer; path !== ""; path = path.slice(0, path.lastIndexOf("/"))) {
    const found = document.getElementById(placed(path));
    if (!found) continue;
    const control = found.matches("input, select, textarea, button, a")
      ? found
      : found.querySelector<HTMLElement>("input, select, textarea, button");
    (control ?? found).scrollIntoView?.({ block: "center" });
    control?.focus({ preventScroll: true });
    return control !== null;
  }
  return false;
}
