import type { adminCategories as korean } from "./words-ko.ts";
import { plural } from "../../i18n/plural.ts";

export const adminCategories = {
  title: "Categories",
  text: "Fans choose one of these when they look for concerts. Their order and names apply to every list at once.",
  slug: "Name in addresses",
  slugHelp: "Only a-z, 0-9 and -. It can't change later.",
  name: "Name",
  color: "Color",
  colorOf: (slot) => `Color ${slot}`,
  concerts: (count) => `${count} ${plural(Number(count), "concert", "concerts")}`,
  archived: "Archived",
  archive: (name) => `Archive ${name}`,
  restore: (name) => `Restore ${name}`,
  up: (name) => `Move ${name} up`,
  down: (name) => `Move ${name} down`,
  add: "Add a category",
  remove: "Don't add it",
  fault: {
    badSlug: "Use 1 to 40 of a-z, 0-9 and -.",
    slugTwice: "There is a category with this name in addresses already.",
    needed: "Enter it in both languages.",
  },
  save: "Save",
  saved: "Categories saved.",
  fresh: "New category",
  changed: "Somebody else saved the categories while you were editing. Nothing was overwritten.",
  reload: "Show them as they are now",
} satisfies typeof korean;
