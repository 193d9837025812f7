import type { invitationWords as korean } from "./words-ko.ts";

export const invitationWords = {
  adminInvitations: {
    title: "Complimentary tickets",
    help: "Choose 1–20 seats on the map to ask for tickets. Once approved, they are issued as an order of 0.",
    ask: "Ask for tickets",
    askText: (seats, count) =>
      count === 1
        ? "This asks for a ticket for the 1 chosen seat."
        : `This asks for tickets for the ${seats} chosen seats.`,
    asked: "The tickets are asked for.",
    name: "Guest's name",
    mail: "E-mail for the tickets",
    phone: "Phone",
    approve: "Approve",
    again: "Issue again",
    decline: "Decline",
    approved: "The tickets are approved.",
    declined: "The tickets are declined.",
    states: { asked: "Waiting for approval", approved: "Approved", declined: "Declined" },
    guestStates: { waiting: "Not issued yet", issued: "Issued", canceled: "Canceled" },
    places: (places, count) => (count === 1 ? "1 seat" : `${places} seats`),
    fault: "Cannot be issued now",
    cancel: "Cancel",
    cancelTitle: "Cancel the tickets",
    cancelText: "The tickets become void, and the seats go back to where they were.",
    cancelReason: "Reason",
    canceled: "The tickets are canceled.",
  },
} satisfies typeof korean;
