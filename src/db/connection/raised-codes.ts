/**
 * The SQLSTATEs that our own SQL raises to undo a whole transaction, where a refusal as a value would leave a part of it
 * written. Each has one meaning.
 */
export const raised = {
  endedSession: "FR001",
  noStaff: "FR002",
  lastOwner: "FR003",
  goneImage: "FR004",
  importedDateChanged: "FR005",
  madeBefore: "FR006",
  madeOtherwise: "FR007",
  importedDateFixed: "FR008",
  closedShift: "FR009",
  /** Only `take_seats` itself catches it. */
  seatsNotTaken: "FR010",
} as const;
