import type { ConcertDocument } from "../../../../contract/concert-draft/documents.ts";

type Queue = ConcertDocument["queue"];
export type QueueAdvice = Pick<
  Queue,
  "intakes" | "shoppersMax" | "admitPerMinute" | "lobbyMinutes"
>;

/** As many fans for each intake as in the simulated sale to a million. */
const fansPerIntake = 62_500;
/** Tickets in a usual order, and the minutes that one takes with the payment. */
const ticketsPerOrder = 2;
const minutesInside = 4;

const between = (value: number, min: number, max: number) =>
  Math.min(max, Math.max(min, Math.ceil(value)));

/**
 * Settings for a crowd: no more fans are inside than there are seats to choose from, and as many come in a minute as
 * leave in it.
 */
export function queueAdvice(expectedFans: number, seatCount: number): QueueAdvice {
  const shoppersMax = between(Math.min(expectedFans, seatCount / ticketsPerOrder), 50, 20_000);
  return {
    intakes: between(expectedFans / fansPerIntake, 1, 64),
    shoppersMax,
    admitPerMinute: between(shoppersMax / minutesInside, 30, 12_000),
    lobbyMinutes: expectedFans > 5_000 ? 60 : 30,
  };
}

/** How long the crowd keeps the queue busy: until the seats or the fans are gone. */
export function minutesOfRush(
  { admitPerMinute, shoppersMax }: Pick<Queue, "admitPerMinute" | "shoppersMax">,
  expectedFans: number,
  seatCount: number,
): number {
  const served = Math.min(expectedFans, Math.ceil(seatCount / ticketsPerOrder));
  const perMinute = Math.min(admitPerMinute, Math.max(1, shoppersMax / minutesInside));
  return Math.ceil(Math.max(0, served - shoppersMax) / perMinute) + minutesInside;
}

export const isAdvised = (queue: Queue, advice: QueueAdvice): boolean =>
  (Object.keys(advice) as (keyof QueueAdvice)[]).every((name) => queue[name] === advice[name]);
