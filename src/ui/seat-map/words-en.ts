import type { seatMapWords as korean } from "./words-ko.ts";

export const seatMapWords = {
  seat: {
    legend: "Seat symbols",
    available: "Available",
    mine: "Yours",
    held: "Held by someone",
    taken: "Sold",
    accessible: "Wheelchair space",
    companion: "Companion seat",
    restricted: "Restricted view",
    fromStage: (meters) =>
      meters === 1 ? "1 metre from the stage" : `${meters} metres from the stage`,
    grid: (section) => `Seats of ${section}, move with the arrow keys`,
    left: (text, _count) => `${text} left`,
    entryFrom: (number) => `The lowest entry number now is ${number}.`,
    takeStanding: (count) =>
      count === 1 ? "Take the lowest number" : `Take the ${count} lowest numbers`,
  },
  map: {
    zoom: "Zoom",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    fit: "Show all",
    left: (left) => left,
    all: (left, count) => (count === 1 ? `${left} seat left` : `${left} seats left`),
    freed: (seats, count) => (count === 1 ? `${seats} just freed` : `${seats} just freed`),
    sound: "Sound when seats are freed",
    levels: "Levels",
    accessibleOnly: "Wheelchair & companion",
    noneWanted: "Nothing that matches is free right now.",
    clearFilter: "Show all",
    noneLeft: "All seats are gone. What comes back shows here at once.",
  },
} satisfies typeof korean;
