import { array, assert, nat, property } from "fast-check";
import { expect, it } from "vitest";
import { decodeSnapshot, encodeSnapshot } from "./live.ts";

const head = { planHash: 0xdeadbeef, epoch: 7, seq: 42, firstOrdinal: 0 };

it("[K7] a snapshot decodes to the state of every seat that went in", () => {
  assert(
    property(array(nat(3), { maxLength: 300 }), (codes) => {
      const statuses = Uint8Array.from(codes);
      expect(decodeSnapshot(encodeSnapshot({ ...head, statuses }))).toEqual({ ...head, statuses });
    }),
  );
});

it("[K8] a snapshot of 100,000 seats is 25,024 bytes", () => {
  expect(encodeSnapshot({ ...head, statuses: new Uint8Array(100_000) }).length).toBe(25_024);
});

it("[K9] bytes that are not a complete snapshot are rejected", () => {
  const bytes = encodeSnapshot({ ...head, statuses: new Uint8Array(9) });
  expect(decodeSnapshot(bytes.slice(0, -1))).toBeNull();
  expect(decodeSnapshot(new Uint8Array(24))).toBeNull();
  expect(decodeSnapshot(new Uint8Array(3))).toBeNull();
});
