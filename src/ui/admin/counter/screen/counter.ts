import { computed, signal } from "@preact/signals";
import type { CounterFacts, CounterReceipt } from "../../../../contract/admin/counter.ts";
import type { FoundOrder } from "../../../../contract/admin/counter-orders.ts";
import type { Shift } from "../../../../contract/admin/counter-shifts.ts";
import { asApiError } from "../../../api/problem.ts";
import { problemText } from "../../../components/feedback/trouble.tsx";
import { words } from "../../../state/language.ts";
import { showToast } from "../../../state/toast.ts";
import { type ActsApi, type CounterAct, createCounterActs } from "../acts/counter-acts.ts";
import { createConnection } from "../network/connection.ts";
import { createCounterSale } from "../sell/counter-sale.ts";
import { createHolding, type HoldApi } from "../sell/holding.ts";

export type CounterApi = ActsApi & {
  holds: HoldApi;
  shift: () => Promise<Shift | null>;
  ping: () => Promise<boolean>;
};

/** What the side panel is about instead of a sale. */
export type Exchange = { order: FoundOrder; seats: number[] };
/** What has just been done, until the next customer. */
export type Done = { receipt: CounterReceipt; kind: CounterAct["kind"] };
export type Tab = "sell" | "find";

/** The state of one counter at one date, from one customer to the next. */
export function createCounter({ about, shift: opened, api }: CounterParts) {
  const shift = signal(opened);
  const tab = signal<Tab>("sell");
  /** The map as a list, for a keyboard or a screen reader. */
  const isListed = signal(false);
  /** What is searched for; a scanner sets it too. */
  const search = signal("");
  const exchange = signal<Exchange | null>(null);
  const done = signal<Done | null>(null);
  const owner = `${opened.operator.id}.${opened.id}`;
  const holding = createHolding({
    scheduleId: about.scheduleId,
    owner,
    api: api.holds,
    tell: (error) =>
      showToast({
        text: error.code === "seat-taken" ? words().counter.sell.taken : problemText(error),
      }),
  });
  const sale = createCounterSale(about, holding);
  const acts = createCounterActs(api, owner);
  const connection = createConnection({ ping: api.ping, onBack: () => void resolve() });
  /** Nothing is sold before the network is there and the last act is known. */
  const canAct = computed(() => connection.isUp.value && acts.state.value === "idle");

  async function reloadShift(): Promise<void> {
    try {
      shift.value = (await api.shift()) ?? shift.peek();
    } catch {
      // The figures of before stay until there is an answer.
    }
  }

  function finished(receipt: CounterReceipt, kind: CounterAct["kind"]): void {
    done.value = { receipt, kind };
    if (kind === "sale" || kind === "exchange") {
      holding.done();
      sale.forget();
      exchange.value = null;
    }
    void reloadShift();
  }

  /** Does something with money or tickets, once. True if it is done. */
  async function run(act: CounterAct): Promise<boolean> {
    if (!canAct.peek()) return false;
    const receipt = await acts.start(act);
    if (receipt) finished(receipt, act.kind);
    else void connection.look();
    return receipt !== null;
  }

  /** Before anything else: how did the act end whose answer was lost? */
  async function resolve(): Promise<void> {
    const kind = acts.openKind();
    if (kind === null) return;
    const receipt = await acts.resolve();
    if (!receipt) return;
    finished(receipt, kind);
    showToast({ text: words().counter.found });
  }

  return {
    about,
    shift,
    tab,
    isListed,
    search,
    exchange,
    done,
    holding,
    sale,
    acts,
    connection,
    canAct,
    run,
    resolve,
    reloadShift,
    /** Takes what is due, and sells if nothing is left. */
    async pay(): Promise<void> {
      if (!canAct.peek() || holding.isBusy.peek()) return;
      const wanted = sale.take();
      if (wanted) await run({ kind: "sale", wanted });
    },
    clear(): void {
      holding.clear();
      sale.forget();
      exchange.value = null;
    },
    /** The next customer has come, with an order: what the last one paid makes room. */
    find(text: string): void {
      if (text !== search.peek()) done.value = null;
      search.value = text;
      tab.value = "find";
    },
    next(): void {
      done.value = null;
      acts.refusal.value = null;
    },
    forgetRefusal(): void {
      acts.refusal.value = null;
    },
    start(): () => void {
      void resolve();
      return connection.start();
    },
    tell: (thrown: unknown) => showToast({ text: problemText(asApiError(thrown)) }),
  };
}

type CounterParts = { about: CounterFacts; shift: Shift; api: CounterApi };
export type Counter = ReturnType<typeof createCounter>;
