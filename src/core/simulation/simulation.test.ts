import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seatCode } from "../../contract/live/live.ts";
import { run } from "../machine.ts";
import { type Machine, SaleSimulation } from "./simulation.ts";
import type { SaleKind, Step } from "./simulated-sale.ts";
import { setSeat } from "../state.ts";
import { saleKind, opening, story } from "../../../test/support/stories.ts";

/** The promises that a story breaks. */
function broken(machine: Machine, steps: Step[], saleKind: SaleKind): string[] {
  const simulation = new SaleSimulation(machine, saleKind);
  for (const each of [...opening, ...steps]) {
    simulation.play(each);
    if (simulation.broken.length > 0) return simulation.broken;
  }
  simulation.settle();
  return simulation.broken;
}

// `npm run simulate` plays more. Node's own types would bring its globals into the core.
declare const process: { env: Record<string, string | undefined> };
const stories = Number(process.env["FRONTROW_SIMULATE_STORIES"] ?? 3_000);
const seed = process.env["FRONTROW_SIMULATE_SEED"];

describe("any story at all", () => {
  it(
    "[M1] no sequence of events leads to an unsound schedule, a double sale, or money without seats",
    () => {
      fc.assert(
        fc.property(story, saleKind, (steps, saleKind) => {
          expect(broken(run, steps, saleKind)).toEqual([]);
        }),
        { numRuns: stories, ...(seed === undefined ? {} : { seed: Number(seed) }) },
      );
    },
    30_000 + stories * 10,
  );
});

/** A machine with one fault on top of the real one. */
const faulty =
  (spoil: (...args: [...Parameters<Machine>, ReturnType<Machine>]) => void): Machine =>
  (state, command, now) => {
    const outcome = run(state, command, now);
    spoil(state, command, now, outcome);
    return outcome;
  };
const happened = (outcome: ReturnType<Machine>, type: string) =>
  outcome.ok ? outcome.value.find((event) => event.type === type) : undefined;

const faults: Record<string, Machine> = {
  "[I1]": faulty((state, _command, _now, outcome) => {
    const sold = happened(outcome, "sold");
    if (sold?.type === "sold") state.owner[sold.seats[0]!] = 0;
  }),
  "[I2]": faulty((state, _command, _now, outcome) => {
    const held = happened(outcome, "held");
    if (held?.type === "held") setSeat(state, held.hold.seats[0]!, seatCode.available);
  }),
  "[I3]": faulty((state, command, _now, outcome) => {
    const sold = happened(outcome, "sold");
    if (sold?.type !== "sold" || command.type !== "sell") return;
    const { holdId, accountId, seats } = sold;
    const expiresAt = 1e12;
    const hold = { holdId, accountId, seats, expiresAt, choosingUntil: expiresAt, tag: "t" };
    const rest = {
      presale: null,
      channels: [],
      isExtended: false,
      orderId: "x",
      payingSince: 0,
      phase: "paying" as const,
    };
    state.holds.set(holdId, { ...hold, ...rest });
  }),
  "[I4]": faulty((state, command, _now, outcome) => {
    if (happened(outcome, "held") && "accountId" in command) state.holdOf.delete(command.accountId);
  }),
  "[I5]": faulty((state, command, _now, outcome) => {
    if (command.type !== "pay" || !happened(outcome, "payingBegan")) return;
    state.holds.set(command.holdId, { ...state.holds.get(command.holdId)!, orderId: null });
  }),
  "[I6]": faulty((state, _command, _now, outcome) => {
    if (happened(outcome, "extended")) state.deadlines.length = 0;
  }),
  "[I7]": faulty((state, _command, _now, outcome) => {
    const held = happened(outcome, "held");
    if (held?.type === "held") state.bought.set(held.hold.accountId, 3);
  }),
  "[I8]": faulty((state, _command, _now, outcome) => {
    if (happened(outcome, "freed")) state.counts[0]!++;
  }),
  "[I9]": (state, command, now) => {
    const roomy = { ...state.terms, limits: { ...state.terms.limits, shoppersMax: 4 } };
    const terms = state.terms;
    state.terms = roomy;
    const outcome = run(state, command, now);
    state.terms = terms;
    return outcome;
  },
  "[I10]": faulty((state, _command, _now, outcome) => {
    if (happened(outcome, "entered")) state.queue.pending++;
  }),
  "[I11]": (state, command, now) =>
    command.type === "sell" ? { ok: true, value: [] } : run(state, command, now),
  "[I12]": (state, command, now) =>
    run(state, command, command.type === "pay" ? Math.min(now, 1_200) : now),
  "[I13]": (state, command, now) => {
    const hold = "holdId" in command ? state.holds.get(command.holdId) : undefined;
    if (command.type === "release" && hold?.phase === "choosing" && hold.orderId !== null)
      state.holds.set(hold.holdId, { ...hold, orderId: null });
    return run(state, command, now);
  },
  "[I14]": (state, command, now) => run(state, command, command.type === "hold" ? now - 50 : now),
  "[I15]": (state, command, now) => {
    const { queue } = state;
    if (command.type === "enter" && command.number <= queue.called && queue.calls.length === 0) {
      const { number } = command;
      const call = { from: number, through: number, since: now, at: now };
      queue.calls.push({ ...call, used: new Set() });
      queue.pending = 1;
    }
    return run(state, command, now);
  },
  "[I16]": (state, command, now) => {
    if (command.type === "hold") state.presaleHeld.clear();
    return run(state, command, now);
  },
  "[I21]": (state, command, now) => {
    const { terms } = state;
    const presales = terms.presales.map((presale) => ({ ...presale, closesAt: Infinity }));
    if (command.type === "hold") state.terms = { ...terms, opensAt: Infinity, presales };
    const outcome = run(state, command, now);
    state.terms = terms;
    return outcome;
  },
  "[I22]": (state, command, now) => {
    const { terms } = state;
    const presales = terms.presales.map((presale) => ({ ...presale, seatsMax: null }));
    if (command.type !== "hold" && command.type !== "setTerms")
      state.terms = { ...terms, presales };
    const outcome = run(state, command, now);
    if (command.type !== "setTerms") state.terms = terms;
    return outcome;
  },
  "[I24]": (state, command, now) => {
    const presale = state.terms.presales[0]?.id ?? null;
    return run(state, command.type === "takePlaces" ? { ...command, presale } : command, now);
  },
  "[I17]": (state, command, now) => {
    if (command.type === "takePlaces") state.queue.intakes.clear();
    return run(state, command, now);
  },
  "[I18]": faulty((state, _command, _now, outcome) => {
    const offered = happened(outcome, "unkept");
    if (offered?.type === "unkept") state.kept.add(offered.seats[0]!);
  }),
  "[I19]": (state, command, now) => {
    const kept = [...state.kept];
    if (command.type === "hold" && kept.length > 0) {
      state.kept.clear();
      for (const seat of kept) setSeat(state, seat, seatCode.available);
    }
    return run(state, command, now);
  },
  "[I20]": faulty((state, command, now, outcome) => {
    const hold = command.type === "pay" ? state.holds.get(command.holdId) : undefined;
    if (!outcome.ok || !hold || command.type !== "pay" || command.guardMs === undefined) return;
    state.holds.set(hold.holdId, { ...hold, expiresAt: now + command.guardMs });
  }),
  "[I23]": (state, command, now) =>
    run(state, command.type === "leave" ? { ...command, number: null } : command, now),
  "[I25]": faulty((state, _command, _now, outcome) => {
    const released = happened(outcome, "stockReleased");
    if (released?.type === "stockReleased")
      for (const seat of released.seats)
        if (state.status[seat] === seatCode.available) setSeat(state, seat, seatCode.notForSale);
  }),
  "[I26]": faulty((state, _command, _now, outcome) => {
    if (!happened(outcome, "stockChanged")) return;
    const rest = state.deadlines.filter(({ kind }) => kind !== "block");
    state.deadlines.splice(0, Infinity, ...rest);
  }),
  "[I27]": (state, command, now) =>
    run(
      state,
      command.type === "hold" ? { ...command, channels: ["counter", "staff"] } : command,
      now,
    ),
  "[I28]": (state, command, now) => {
    const holdId = command.type === "changeStock" ? state.holder.get(command.add[0] ?? -1) : null;
    const taken = holdId ? run(state, { type: "void", holdId }, now) : null;
    const outcome = run(state, command, now);
    if (!outcome.ok || !taken?.ok) return outcome;
    return { ok: true, value: [...taken.value, ...outcome.value] };
  },
  "[I29]": (state, command, now) => {
    const { blocks } = state;
    if (command.type === "tick") state.blocks = new Map();
    const outcome = run(state, command, now);
    if (command.type === "tick") state.blocks = blocks;
    return outcome;
  },
  "[I30]": (state, command, now) => {
    if (command.type === "hold") state.unbought.clear();
    return run(state, command, now);
  },
  "[L3]": (state, command, now) =>
    command.type === "openKept" ? { ok: true, value: [] } : run(state, command, now),
  "[L1]": (state, command, now) =>
    command.type === "void" ? { ok: true, value: [] } : run(state, command, now),
  "[L2]": (state, command, now) => {
    const { tokens, tokensAt } = state.queue;
    if (state.queue.called >= 3) Object.assign(state.queue, { tokens: 0, tokensAt: now });
    const outcome = run(state, command, now);
    if (!happened(outcome, "called")) Object.assign(state.queue, { tokens, tokensAt });
    return outcome;
  },
};

const samples = { numRuns: 3_000, seed: 20_261_120 };

describe("the simulation finds planted faults", () => {
  for (const [rule, machine] of Object.entries(faults))
    it(`[M2] a machine that breaks ${rule} is caught`, () => {
      const found = new Set<string>();
      for (const [steps, chosen] of fc.sample(fc.tuple(story, saleKind), samples)) {
        for (const rule of broken(machine, steps, chosen))
          found.add(rule.slice(0, rule.indexOf("]") + 1));
        if (found.has(rule)) return;
      }
      expect([...found]).toContain(rule);
    });
});
