import { describe, expect, it } from "vitest";
import { Scanner } from "./scanner.ts";
import type { Effect, ToPeer } from "./scanner-messages.ts";

const seat7 = { seat: 7, turn: 0, server: false };
const shown = (effects: Effect[]) =>
  effects.flatMap((it) => (it.do === "show" ? [it.outcome] : []))[0] ?? null;
const told = (effects: Effect[]) => effects.flatMap((it) => (it.do === "tell" ? [it] : []));

function pair() {
  const group = { epoch: 1, maker: "A", members: ["A", "B"] };
  const [a, b] = ["A", "B"].map((device) => new Scanner({ device, gate: "1" })) as [
    Scanner,
    Scanner,
  ];
  a.group = group;
  b.group = group;
  const scanners: { [device: string]: Scanner } = { A: a, B: b };
  /** Delivers what one told the other, and what that leads to. */
  const deliver = (from: string, effects: Effect[]): Effect[] =>
    told(effects).flatMap(({ to, message }) => {
      const answer = scanners[to]!.heard(from, message, 0);
      return [...answer, ...deliver(to, answer)];
    });
  return { a, b, deliver };
}

describe("a scanner", () => {
  it("[DG13] alone and offline lets its own gate's ticket in at once, and nobody a second time", () => {
    const a = new Scanner({ device: "A", gate: "1" });
    expect(shown(a.admit(seat7, 0))).toMatchObject({ verdict: "in", record: { line: "gate" } });
    expect(shown(a.admit(seat7, 1))).toMatchObject({ verdict: "no", inside: { number: 1 } });
  });

  it("[DG14] in a group shows green only after every other scanner has said free", () => {
    const { a, b, deliver } = pair();
    const asked = a.admit(seat7, 0);
    expect(shown(asked)).toBeNull();
    expect(shown(deliver("A", asked))).toMatchObject({ verdict: "in", record: { line: "group" } });
    expect(shown(b.admit(seat7, 1))).toMatchObject({ verdict: "no", inside: { device: "A" } });
  });

  it("[DG15] asks a person when the group is silent for 300 ms, and takes the steward's word", () => {
    const { a } = pair();
    const effects = a.admit(seat7, 0);
    expect(effects.flatMap((it) => (it.do === "wait" ? [it.ms] : [])).at(-1)).toBe(300);
    expect(a.waited(1, 180, 0)).toEqual([]);
    expect(shown(a.waited(1, 300, 0))).toEqual({ verdict: "person", doubt: "nobody-answered" });
    expect(shown(a.decided(1, true, "known", 0))).toMatchObject({ record: { line: "person" } });
  });

  it("[DG15] two copies at two scanners in one moment: a person looks at both, and neither is green", () => {
    const { a, b, deliver } = pair();
    const [one, two] = [a.admit(seat7, 0), b.admit(seat7, 0)];
    const [heardByB, heardByA] = [deliver("A", one), deliver("B", two)];
    const verdicts = [...heardByA, ...heardByB].flatMap((it) =>
      it.do === "show" ? [it.outcome] : [],
    );
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(["person", "person"]);
  });

  it("[DG16] a server that answers late refuses what a steward is looking at, but lets nobody in", () => {
    const { a } = pair();
    a.isOnline = true;
    a.admit(seat7, 0);
    a.waited(1, 300, 0);
    expect(a.serverAnswered(1, { says: "free" }, 0)).toEqual([]);
    const b = new Scanner({ device: "B", gate: "2" });
    const record = b.admit(seat7, 0).flatMap((it) => (it.do === "store" ? [it.record] : []))[0]!;
    expect(shown(a.serverAnswered(1, { says: "in", record }, 0))).toMatchObject({ verdict: "no" });
  });

  it("[DG17] a scanner that was taken out of its group asks a person for each ticket", () => {
    const { a, b, deliver } = pair();
    const news = a.regroup(["A"]);
    deliver("A", news);
    expect(b.group.members).toEqual(["A"]);
    expect(shown(b.admit(seat7, 0))).toEqual({ verdict: "person", doubt: "not-in-group" });
    // It need not have heard of it: whoever it asks says so.
    const { a: c, b: d, deliver: bring } = pair();
    c.regroup(["C"]);
    expect(shown(bring("B", d.admit(seat7, 0)))).toBeNull();
    expect(shown(d.waited(1, 300, 0))).toMatchObject({ verdict: "person" });
  });

  it("[DG17] a scanner that joins learns the records before it counts as a member", () => {
    const a = new Scanner({ device: "A", gate: "1" });
    a.admit(seat7, 0);
    const joined = new Scanner({ device: "B", gate: "1" });
    const messages: ToPeer[] = told(a.regroup(["A", "B"])).map(({ message }) => message);
    for (const message of messages) joined.heard("A", message, 0);
    expect(messages.map(({ type }) => type)).toEqual(["records", "regroup"]);
    expect(shown(joined.admit(seat7, 0))).toMatchObject({ verdict: "no" });
  });

  it("[DG18] after a restart what was still being asked counts as refused, and can be asked again", () => {
    const { a, b, deliver } = pair();
    a.admit(seat7, 0);
    deliver("A", a.restarted(1));
    expect(shown(a.admit(seat7, 2))).toBeNull();
    expect(b.book.presence(7).inside).toBeNull();
  });

  it("[DG5] takes an entry back on every scanner of the group", () => {
    const { a, b, deliver } = pair();
    deliver("A", a.admit(seat7, 0));
    expect(b.book.presence(7).inside).not.toBeNull();
    deliver("A", a.noted({ kind: "undo", id: "A:1" }, 1));
    expect(b.book.presence(7).inside).toBeNull();
  });
});
