import type { Scanner } from "../../src/contract/door/scanner.ts";
import type { Effect, Group } from "../../src/contract/door/scanner-messages.ts";

export type Phone = {
  scanner: Scanner;
  gate: string;
  isDead: boolean;
  /** Phones in the same cell of a gate hear each other. */
  cell: number;
  hasServer: boolean;
  skewMs: number;
  life: number;
  /** When each open scan began, to see how long its result takes. */
  began: Map<number, number>;
};

export function phoneOf(scanner: Scanner, group: Group | null, random: () => number): Phone {
  if (group) scanner.group = group;
  const hasServer = random() < 0.5;
  scanner.isOnline = hasServer;
  const skewMs = (random() - 0.5) * 600_000;
  const { gate } = scanner;
  const fresh = { isDead: false, cell: 0, life: 0, began: new Map<number, number>() };
  return { scanner, gate, hasServer, skewMs, ...fresh };
}

/** Something goes wrong with a phone or around it. */
export function trouble(phone: Phone, mates: readonly Phone[], random: () => number) {
  const { scanner } = phone;
  const kind = Math.floor(random() * 6);
  const effects: Effect[] = [];
  if (kind === 0) phone.cell = Math.floor(random() * 3);
  if (kind === 1) for (const mate of mates) mate.cell = 0;
  if (kind === 2) {
    phone.hasServer = !phone.hasServer;
    // A phone notices late that it is offline, and late that it is back.
    if (random() < 0.7) scanner.isOnline = phone.hasServer;
  }
  if (kind === 5 && scanner.group.members.length > 1) {
    // A steward takes out a scanner that is gone, or one that is only out of reach.
    const gone = mates.filter((it) => it !== phone && (it.isDead || it.cell !== phone.cell));
    const names = gone.map((it) => it.scanner.device);
    const members = scanner.group.members.filter((it) => !names.includes(it));
    if (names.length > 0) effects.push(...scanner.regroup(members));
  }
  return { effects, restarts: kind === 3, dies: kind === 4 && random() < 0.4 };
}
