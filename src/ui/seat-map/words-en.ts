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
    whole: (count) => `table of ${count}, sold as a whole`,
    fromStage: (meters) =>
      meters === 1 ? "1 meter from the stage" : `${meters} meters from the stage`,
    grid: (section) => `Seats in ${section}. Move with the arrow keys`,
    left: (text, _count) => `${text} left`,
    entryFrom: (number) => `The lowest available entry number is ${number}.`,
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
    freed: (seats, count) => (count === 1 ? `${seats} just opened up` : `${seats} just opened up`),
    leftStanding: (left) => left,
    allStanding: (left, count) => (count === 1 ? `${left} place left` : `${left} places left`),
    freedStanding: (places, _count) => `${places} just opened up`,
    sound: "Play a sound when seats open up",
    levels: "Levels",
    accessibleOnly: "Wheelchair & companion",
    noMatch: "No matching seats",
    noneWanted: "No matching seats are available right now.",
    clearFilter: "Show all",
    noneLeft: "All seats are taken. Seats that come back appear here right away.",
  },
} satisfies typeof korean;
