import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DoorBook } from "./book.ts";
import { type DoorRecord, idOf, presenceOf } from "./records.ts";

function record(
  device: string,
  number: number,
  kind: DoorRecord["kind"],
  after: string | null,
): DoorRecord {
  const line = "gate" as const;
  const at = { gate: "1", atMs: number * 1_000, reason: null };
  return { device, number, seat: 7, turn: 0, kind, after, line, ...at };
}
const seen = (...records: DoorRecord[]) => {
  const { inside, last, doubles } = presenceOf(records);
  const pairs = doubles.map(({ first, second }) => `${idOf(first)} ${idOf(second)}`);
  return { inside: inside && idOf(inside), last, doubles: pairs };
};

describe("who is inside", () => {
  it("[DG3] who comes in, goes out and comes in again is inside once", () => {
    const [came, left, again] = [
      record("A", 1, "in", null),
      record("B", 1, "out", "A:1"),
      record("A", 2, "in", "B:1"),
    ];
    expect(seen(came)).toEqual({ inside: "A:1", last: "A:1", doubles: [] });
    expect(seen(came, left)).toEqual({ inside: null, last: "B:1", doubles: [] });
    expect(seen(came, left, again)).toEqual({ inside: "A:2", last: "A:2", doubles: [] });
  });

  it("[DG4] two entries that did not know of each other are a double entry, whatever the clocks say", () => {
    const [a, b] = [record("A", 1, "in", null), { ...record("B", 1, "in", null), atMs: -1e9 }];
    expect(seen(a, b).doubles).toEqual(["B:1 A:1"]);
    const left = record("A", 2, "out", "A:1");
    expect(seen(a, b, left)).toEqual({ inside: "B:1", last: "B:1", doubles: ["B:1 A:1"] });
  });

  it("[DG4] a second person whom a steward let in stays inside when one of the two leaves", () => {
    const [a, b] = [record("A", 1, "in", null), record("A", 2, "in", "A:1")];
    expect(seen(a, b, record("B", 1, "out", "A:2"))).toMatchObject({ inside: "A:1" });
  });

  it("[DG5] an undo takes its record back, with the conflict that it made", () => {
    const [a, b] = [record("A", 1, "in", null), record("B", 1, "in", null)];
    const undo = record("B", 2, "undo", "B:1");
    expect(seen(a, b, undo)).toEqual({ inside: "A:1", last: "A:1", doubles: [] });
    expect(seen(b, undo)).toEqual({ inside: null, last: null, doubles: [] });
    expect(seen(b, undo, record("A", 1, "in", "B:2"))).toMatchObject({ inside: "A:1" });
  });

  it("[DG6] records give the same answer in whatever order, however often, and however badly they arrive", () => {
    const device = fc.constantFrom("A", "B", "C");
    const id = fc.tuple(device, fc.integer({ min: 1, max: 5 })).map(([at, n]) => `${at}:${n}`);
    const one = fc.record({
      device,
      number: fc.integer({ min: 1, max: 5 }),
      kind: fc.constantFrom("in", "out", "undo", "refused"),
      after: fc.option(id),
    });
    // Pointers to nothing and pointers in a circle included: a forged list must not hang a scanner.
    const list = fc.uniqueArray(one, { maxLength: 10, selector: idOf });
    fc.assert(
      fc.property(list, fc.infiniteStream(fc.nat()), (picked, order) => {
        const records = picked.map((it) => record(it.device, it.number, it.kind as "in", it.after));
        const mixed = records
          .map((it) => ({ it, at: order.next().value ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ it }) => it);
        const [one, two] = [new DoorBook(), new DoorBook()];
        for (const it of records) one.add(it);
        for (const it of [...mixed, ...records]) two.add(it);
        expect(two.presence(7)).toEqual(one.presence(7));
        expect([...two.missing(one.counts())].every((it) => it.number > 1)).toBe(true);
      }),
    );
  });
});

describe("a question to a book", () => {
  const ask = (device: string, number = 1) => ({ device, number, seat: 7, turn: 0 });

  it("[DG7] is answered with free to one asker until the asker's record says what came of it", () => {
    const book = new DoorBook();
    expect(book.answer(ask("A"))).toEqual({ says: "free" });
    expect(book.answer(ask("A"))).toEqual({ says: "free" });
    expect(book.answer(ask("B"))).toEqual({ says: "asked", device: "A" });
    book.add({ ...record("A", 1, "refused", null) });
    expect(book.answer(ask("B"))).toEqual({ says: "free" });
    book.add(record("B", 1, "in", null));
    expect(book.answer(ask("C"))).toMatchObject({ says: "in", record: { device: "B" } });
  });

  it("[DG8] a promise outlives the one who gave it and the one who got it", () => {
    const [peer, server] = [new DoorBook(), new DoorBook()];
    peer.answer(ask("A"));
    server.takeOver(peer.promises());
    expect(server.answer(ask("C"))).toEqual({ says: "asked", device: "A" });
    server.add(record("A", 1, "in", null));
    server.takeOver(peer.promises());
    expect(server.asking(7)).toBeNull();
  });
});
