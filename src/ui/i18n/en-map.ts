import type { mapping as korean } from "./ko-map.ts";

export const mapping = {
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
  moreTime: {
    label: "I need more time",
    text: (usual, longer) =>
      `Seats you hold are yours for ${usual} minutes; with this on, for ${longer}.`,
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
