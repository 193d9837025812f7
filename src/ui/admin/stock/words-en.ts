import type { stockWords as korean } from "./words-ko.ts";

export const stockWords = {
  adminStock: {
    title: "Seat stock",
    blocks: "Blocks",
    none: "There are no blocks yet. Choose seats on the map to make one.",
    choose: "Choose seats",
    chooseText: "Tap or paint seats on the map, or choose many by a question or from a CSV file.",
    chosen: (seats, count) => (count === 1 ? "1 seat chosen" : `${seats} seats chosen`),
    clear: "Clear",
    createTitle: "Make a block",
    changeTitle: "Change the block",
    kind: "Kind of block",
    kindTexts: {
      withheld: "For us: guests, the promoter, the technicians.",
      allotment: "Another agency sells them and returns what is left.",
      channel: "Only the box office, or fans with a code, can buy them.",
      killed: "The view is blocked, or equipment stands there.",
    },
    reason: "Reason",
    reasons: {
      guest: "Guests",
      promoter: "Promoter",
      technique: "Technicians",
      camera: "Camera",
      fire: "Fire service",
      other: "Other",
    },
    channel: "Who can buy",
    channels: { counter: "Box office", code: "Code" },
    code: "Code",
    codeHelp: "We do not keep it, so write it down. At least four characters.",
    agency: "Agency",
    owner: "Owner",
    note: "Note",
    optional: "optional",
    releaseAt: "Release at",
    releaseHelp: "At this time (venue time) the seats go to the waitlist or on sale by themselves.",
    create: "Make block",
    save: "Save",
    change: "Change",
    release: "Release",
    releases: "Released",
    noRelease: "Not released by itself",
    seats: (seats, count) => (count === 1 ? "1 seat left" : `${seats} seats left`),
    touched: {
      free: (seats) => `${seats} free`,
      held: (seats) => `${seats} held now`,
      paying: (seats) => `${seats} being paid for now`,
      kept: (seats) => `${seats} kept for the waitlist`,
      blocked: (seats) => `${seats} in a block`,
      sold: (seats) => `${seats} sold`,
    },
    touches: (total, said, count) =>
      count === 1 ? `1 seat: ${said}.` : `${total} seats: ${said}.`,
    joinLater: (seats) =>
      seats === 1
        ? "The one in use joins the hold when its time ends."
        : "Those in use join the hold when their time ends.",
    moveHere: (seats) =>
      seats === 1 ? "The one in a block moves here." : "Those in a block move here.",
    staySold: (seats) =>
      seats === 1 ? "The sold one stays as it is." : "Sold ones stay as they are.",
    leaveBlock: (seats, count) =>
      `${count === 1 ? "1 seat leaves" : `${seats} seats leave`} the block, for the waitlist if fans wait, or on sale.`,
    addTo: (name) => `Add to “${name}”`,
    takeOut: (name) => `Take out of “${name}”`,
    yesAdd: "Add",
    yesTakeOut: "Take out",
    releaseTitle: (name) => `Release “${name}”?`,
    releaseText: (seats, count) =>
      count === 1
        ? "The 1 seat left goes to the waitlist if fans wait, or on sale at once."
        : `The ${seats} seats left go to the waitlist if fans wait, or on sale at once.`,
    releaseRest: (seats, count) =>
      count === 1 ? "The 1 given out stays as it is." : `The ${seats} given out stay as they are.`,
    noWayBack: "This cannot be undone, because the code is not kept.",
    closedSection: (section) => `Closed section ${section}`,
    asList: "View as list",
    undo: "Undo",
    undone: "Undone.",
    done: {
      create: "The block is made.",
      change: "The block is changed.",
      release: "The block is released.",
      add: "The seats are in the block.",
      remove: "The seats are out of the block.",
    },
  },
} satisfies typeof korean;
