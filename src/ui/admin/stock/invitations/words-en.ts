import type { invitationWords as korean } from "./words-ko.ts";

export const invitationWords = {
  adminInvitations: {
    title: "Complimentary tickets",
    help: "Choose up to 20 seats on the map, or name a price zone and a number of tickets. Once approved, they are issued as an order of 0.",
    importList: "Import a long guest list",
    ofGuests: (issued, all, faulty) =>
      `Issued: ${issued} of ${all} guests. Cannot be issued: ${faulty}.`,
    ask: "Ask for tickets",
    askText: (seats, count) =>
      count === 1
        ? "This asks for a ticket for the 1 chosen seat."
        : `This asks for tickets for the ${seats} chosen seats.`,
    zoneText:
      "The best seats of the zone that are on sale when the tickets are approved. To name the seats, choose them on the map first.",
    zone: "Price zone",
    count: "Tickets",
    list: "Upload a list",
    listTitle: "Guest list",
    listText:
      "A CSV file with columns for name, e-mail, phone, and either seats (such as B2/5/8) or zone and count. Up to 200 guests at a time.",
    listFile: "Choose a CSV file",
    listRead: (guests, tickets) => `Guests: ${guests}, tickets: ${tickets}`,
    listSend: (guests) => `Ask for tickets for ${guests}`,
    listLine: (line) => `Line ${line}`,
    listMore: (lines) => `and ${lines} more lines`,
    listFaults: "Correct these lines and upload the file again, or ask without them.",
    listTooLong: "Up to 200 guests can be asked for at a time. Please split the file.",
    listEmpty: "The file has no guests that can be read.",
    faults: {
      missing: "a value is missing",
      "not-an-email": "not an e-mail address",
      "not-a-number": "not a phone number",
      "unknown-seat": "not a seat of the plan, or more than 20",
      "unknown-zone": "there is no such zone",
      "not-a-count": "not a number from 1 to 20",
    },
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
