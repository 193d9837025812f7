import type { CounterReceipt } from "../../../../contract/admin/counter.ts";
import type {
  CollectionWanted,
  ExchangeWanted,
  RefundWanted,
  SaleWanted,
} from "../../../api/selling/counter.ts";
import { createKeptAct } from "./kept-act.ts";

/** Everything at the counter that moves money or hands out tickets. */
export type CounterAct =
  | { kind: "sale"; wanted: SaleWanted }
  | { kind: "collection"; wanted: CollectionWanted }
  | { kind: "exchange"; wanted: ExchangeWanted }
  | { kind: "refund"; wanted: RefundWanted };

type Send<Wanted> = (wanted: Wanted, key: string) => Promise<CounterReceipt>;
export type ActsApi = {
  sell: Send<SaleWanted>;
  handOut: Send<CollectionWanted>;
  exchange: Send<ExchangeWanted>;
  refund: Send<RefundWanted>;
  find: (key: string) => Promise<CounterReceipt | null>;
};

/** One act after the other: while one has no answer, no other begins. Nobody but its owner hears of it. */
export function createCounterActs(api: ActsApi, owner: string) {
  const kept = createKeptAct<CounterAct, CounterReceipt>({
    name: `counter.act.${owner}`,
    find: api.find,
    send(act, key) {
      switch (act.kind) {
        case "sale":
          return api.sell(act.wanted, key);
        case "collection":
          return api.handOut(act.wanted, key);
        case "exchange":
          return api.exchange(act.wanted, key);
        case "refund":
          return api.refund(act.wanted, key);
      }
    },
  });
  return { ...kept, openKind: () => kept.open()?.kind ?? null };
}

export type CounterActs = ReturnType<typeof createCounterActs>;
