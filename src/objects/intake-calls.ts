import type { Outcome } from "../contract/problems.ts";

export type Place = { number: number; takenAt: number; presale: string | null; isNew: boolean };
/** `spent` is a number that has been used; `device` is where the fan wants the place to be. */
export type Join = {
  accountId: string;
  device: string;
  presale: string | null;
  spent: number | null;
};

/** What the Worker may ask of an intake. */
export interface IntakeCalls extends Rpc.DurableObjectBranded {
  join(join: Join): Promise<Outcome<Place>>;
  joinAll(joins: readonly Join[]): Promise<Outcome<Place>[]>;
  /** Forgets every place, long after the show. */
  retire(): Promise<null>;
  isHere(who: { accountId: string; device: string }): Promise<boolean>;
}
