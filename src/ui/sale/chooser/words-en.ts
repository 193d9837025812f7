import type { chooserWords as korean } from "./words-ko.ts";

const seats = (count: number): string => (count === 1 ? "seat" : "seats");

export const chooserWords = {
  choose: {
    title: "Choose seats",
    how: "Ways to choose",
    party: "How many?",
    grades: "Price zones",
    map: "Seat map",
    refresh: "Check now",
    stale: (seconds) => `${seconds} s old · waiting for the connection`,
    tray: "Your seats",
    trayEmpty: (max) => `Open a section and choose seats, up to ${max} per person.`,
    clear: "Clear",
    drop: (seat) => `Remove ${seat}`,
    feesIn: "Booking fees (included)",
    total: "Total",
    hold: (total) => ["Hold seats · ", total],
    holdNone: "Choose your seats",
    spoken: (count, total) => `${count} ${seats(count)} chosen, ${total} in all`,
    isHeld: "Someone is paying for this seat. If they let it go, you can choose it.",
    isTaken: "This seat is sold.",
    short: (count) => `Not enough free seats side by side: ${count} chosen.`,
    unknown:
      "We do not know yet whether your seats are held. Checking again cannot hold them twice.",
    askAgain: "Check again",
  },
  best: {
    find: (count) => (count === 1 ? "Suggest a seat" : `Suggest ${count} seats together`),
    offer: (at, of) => `Suggestion ${at} of ${of}`,
    next: "Next suggestion",
    tastes: "What to suggest",
    taste: { front: "Near the stage", middle: "Centre", aisle: "By an aisle" },
    none: "No free seats side by side match. Try fewer people or another price.",
  },
  pick: {
    moved: "Your party was complete, so your choice moved here.",
    undo: "Undo",
    gone: "Someone was faster.",
    instead: (seats) => `How about ${seats}?`,
    take: "Take",
    lonely: (seat) => `${seat} would be left alone.`,
    shift: "Sit next to it",
    restrictedTitle: "The view is restricted here",
    restrictedText: (seats) =>
      `From ${seats} a part of the stage may be hidden. Hold them all the same?`,
    restrictedYes: "Fine, hold them",
    restrictedNo: "Choose others",
    view: "From this seat",
    stage: "Stage",
    side: { front: "straight ahead", left: "to the left", right: "to the right" },
    away: (side, meters) => `${meters} m from the stage, ${side}`,
  },
  seatList: {
    open: "Choose from a list",
    text: (count) =>
      count === 1 ? "Seats that are free now." : `Only where ${count} can sit together.`,
    section: "1. Section",
    row: "2. Row",
    seats: "3. Seats",
    rowName: (row) => `Row ${row}`,
    groups: (groups, party) =>
      party === 1 ? `${groups} free` : party === 2 ? `${groups} pairs` : `${groups} groups`,
    aisle: "aisle",
    grid: "Show as a grid",
    steps: "Step by step",
    empty: "Nothing matches. Change the party or the price.",
    standing: "lowest numbers first",
  },
} satisfies typeof korean;
