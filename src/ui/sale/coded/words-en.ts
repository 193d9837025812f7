import type { codedWords as korean } from "./words-ko.ts";

const seats = (count: number): string => (count === 1 ? "1 seat" : `${count} seats`);

export const codedWords = {
  coded: {
    have: "I have a code",
    mine: "Seats for my code",
    change: "Change code",
    title: "Seats for a code",
    label: "Code",
    help: "With a code from the organizer or a fan club, seats that only its holders can buy appear on the map. Capital letters and spaces make no difference.",
    open: "Show the seats",
    forget: "Stop using this code",
    opened: (count) => `Your code opened ${seats(count)}. Choose them on the map.`,
    allGone: (total) =>
      total === 1
        ? "The only seat for this code is held or sold right now. If it comes back, you will see it on the map."
        : `All ${total} seats for this code are held or sold right now. Those that come back appear on the map.`,
    opensNone: "No seats of this date are for this code. Please check the code.",
    seat: "For holders of your code",
  },
} satisfies typeof korean;
