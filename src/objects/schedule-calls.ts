import type { Remaining } from "../contract/plan/seats.ts";
import type { LocalText } from "../contract/money/money.ts";
import type { Outcome } from "../contract/problems.ts";
import type { CodedSeats, Hold } from "../contract/sale/holds.ts";
import type { Board, Draw } from "../contract/sale/queue.ts";
import type { ChangeStock, Guard } from "../core/messages.ts";
import type { StockActor } from "../core/stock/block.ts";
import type { Standing } from "../core/queue/standing.ts";
import type { Moment } from "../contract/live/live-socket.ts";
import type { PayCause } from "./cockpit/gauges.ts";
import type { Fill } from "./rows/fill-rows.ts";
import type {
  ScheduleStock,
  StockAbout,
  StockBlockSeats,
  StockPreview,
} from "../contract/admin/stock/stock.ts";
import type { Census, Payable } from "./schedule-view.ts";
import type { SeatForStaff, SeatsForStaff } from "./staff-seats.ts";
import type { Cockpit } from "../contract/live/cockpit.ts";
import type { Felt } from "../contract/sale/felt.ts";

export type OfHold = { holdId: string; accountId: string };
export type SeatsFrame = Moment & { bytes: ArrayBuffer };
export type Choice =
  | { seats: number[]; accessible?: boolean }
  | { zoneId: string; count: number; together: boolean; accessible?: boolean };
/** A fan's request to hold seats, under the id derived from the request's key. */
export type AskedHold = OfHold & {
  tag: string;
  choice: Choice;
  /** Whose seats of the stock it can also take; staff's need no pass. */
  channels?: string[];
  replaces?: string;
  isInPause?: boolean;
} & Rated;
/** How many times the usual limit the account has; without it the request is not counted. */
type Rated = { rate?: number };
/** What a change of a block leaves out stays as it is. */
export type AskedStock = Omit<ChangeStock, "type" | "about" | "channel" | "releaseAt"> & {
  about: Partial<StockAbout>;
  channel?: string | null;
  releaseAt?: number | null;
};
/** The names of all seats by their ordinals, and of the zones. */
export type PlaceNames = { seats: string[]; zones: { id: string; name: LocalText }[] };
/** A seat of a block, for a table. */
export type StockRow = {
  seat: string;
  code: number;
  block: StockAbout & { releaseAt: string | null };
};
export type ReleasedStock = { blockId: string; by: StockActor | null };
/** A fan's position in the queue, and when to ask again. */
export type Entry = Exclude<Standing, { state: "spent" }> & { nextPollMs: number };
export type Visitor = { accountId: string; number: number };
/** The presale is that of the fan's place; null for a place of none. */
export type Waiter = Visitor & { presale: string | null };
/** `asked`: there was a payment attempt, and the books have not answered yet if the seats are free. */
export type Released = "free" | "asked";
/** The method is only counted, and so is the cause of a refusal. */
export type AskedPayment = OfHold & Guard & Rated & { orderId: string; method?: string };
export type RefusedPayment = { holdId: string; orderId: string; cause?: PayCause };
export type WaitlistRequest = { accountId: string; zoneIds: string[]; count: number };

/** The calls from the Worker, the intakes and the feeds to a schedule's object. */
export interface ScheduleCalls extends Rpc.DurableObjectBranded {
  enter(who: Waiter & { moreTime: boolean }): Promise<Outcome<Entry>>;
  standing(who: Waiter): Promise<Outcome<Entry>>;
  leave(who: { accountId: string; number: number | null }): Promise<Outcome<null>>;
  takePlaces(asked: {
    intake: string;
    turn: number;
    count: number;
    presale: string | null;
  }): Promise<Outcome<{ first: number; count: number }>>;
  draw(): Promise<Outcome<Omit<Draw, "commitment"> & { secret: string }>>;
  cockpit(asked: { accountId: string; ticket: string | null }): Promise<Outcome<Cockpit>>;
  fills(countMax: number): Promise<Outcome<Fill[]>>;
  felt(measured: readonly Felt[]): Promise<void>;
  census(sinceMs: number): Promise<Outcome<{ now: Census; series: Census[]; planHash: string }>>;
  extendAll(byMs: number): Promise<Outcome<null>>;
  board(): Promise<Outcome<Board>>;
  remaining(): Promise<Outcome<Remaining>>;
  snapshot(): Promise<Outcome<SeatsFrame>>;
  seatsSince(from: Moment | null): Promise<Outcome<SeatsFrame>>;
  follow(feed: string, from: Moment | null): Promise<Outcome<SeatsFrame>>;
  seatsForStaff(known: string | null): Promise<Outcome<SeatsForStaff | null>>;
  seatForStaff(seat: number): Promise<Outcome<SeatForStaff | null>>;
  hold(asked: AskedHold): Promise<Outcome<Hold>>;
  holdAll(asked: readonly AskedHold[]): Promise<Outcome<string>[]>;
  holdsOf(accountId: string): Promise<Outcome<Hold[]>>;
  release(asked: OfHold & { isUnpaid?: boolean }): Promise<Outcome<Released>>;
  extend(asked: OfHold): Promise<Outcome<Hold>>;
  pay(asked: AskedPayment): Promise<Outcome<Payable>>;
  payRefused(asked: RefusedPayment): Promise<Outcome<null>>;
  sell(sold: OfHold & { orderId: string; seats: number[] }): Promise<Outcome<null>>;
  free(freed: OfHold & { seats: number[] }): Promise<Outcome<null>>;
  mayWait(request: WaitlistRequest): Promise<Outcome<null>>;
  await(wanted: { any: boolean; zoneIds: string[] }): Promise<Outcome<null>>;
  placeNames(): Promise<Outcome<PlaceNames>>;
  takenSeats(): Promise<Outcome<number[]>>;
  stockTable(): Promise<Outcome<StockRow[]>>;
  stockSeats(): Promise<Outcome<{ id: string; told: string }[]>>;
  codedSeats(channel: string): Promise<Outcome<CodedSeats>>;
  stock(): Promise<Outcome<ScheduleStock>>;
  stockBlock(blockId: string): Promise<Outcome<StockBlockSeats | null>>;
  previewStock(seats: number[]): Promise<Outcome<StockPreview>>;
  changeStock(asked: AskedStock): Promise<Outcome<StockBlockSeats | null>>;
  releaseStock(asked: ReleasedStock): Promise<Outcome<null>>;
  refresh(revision?: number): Promise<Outcome<null>>;
  retire(): Promise<Outcome<null>>;
}
