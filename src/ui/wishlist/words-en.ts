import type { wishlistWords as korean } from "./words-ko.ts";

export const wishlistWords = {
  wish: {
    add: (title) => `Save ${title}`,
    remove: (title) => `Remove ${title} from saved`,
    title: "Saved concerts",
    empty: "Nothing saved yet",
    emptyText: "Press the heart of a concert to keep it here.",
    onlyHere: "These are on this device only. Sign in to keep them with your account.",
    kept: "Saved. You find it under My tickets.",
  },
} satisfies typeof korean;
