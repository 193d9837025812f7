import type { wishlistWords as korean } from "./words-ko.ts";

export const wishlistWords = {
  wish: {
    add: (title) => `Save ${title}`,
    remove: (title) => `Remove ${title} from saved`,
    title: "Saved concerts",
    empty: "Nothing saved yet",
    emptyText: "Tap the heart on a concert to save it here.",
    onlyHere: "These are saved on this device only. Sign in to keep them with your account.",
    kept: "Saved. Find it under My tickets.",
  },
} satisfies typeof korean;
