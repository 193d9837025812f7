import type { Outcome } from "../contract/problems.ts";

export type Place = { number: number; takenAt: number; presale: string | null; isNew: boolean };
export type KeptPlace = { number: number; device: string; presale: string | null };
/** `spent` is a used number; `device` is the fan's device that gets the place. */
export type Join = {
  accountId: string;
  device: string;
  presale: string | null;
  spent: number | null;
};

/** The calls from the Worker to an intake. */
export interface IntakeCalls extends Rpc.DurableObjectBranded {
  join(join: Join): Promise<Outcome<Place>>;
  joinAll(joins: readonly Join[]): Promise<Outcome<Place>[]>;
  /** Forgets every place, long after the show. */
  retire(): Promise<null>;
  placeOf(who: { accountId: string }): Promise<KeptPlace | null>;
  giveUp(who: { accountId: string; number: number }): Promise<void>;
}
