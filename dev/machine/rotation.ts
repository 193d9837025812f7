import {
  keyName,
  longestUse,
  type Purpose,
  purposes,
  readKeyName,
} from "../../src/worker/identity/key-names.ts";
import { PlainError } from "./progress.ts";

/** The secrets that a rotation puts and removes. */
export interface Rotation {
  purpose: Purpose;
  put: string;
  remove: string[];
}

interface Asked {
  purpose: Purpose;
  /** The names of all secrets there are. */
  names: readonly string[];
  nowMs: number;
  /** How much later the new key signs, so that every isolate can read it by then. */
  leadMs: number;
  /** A key that others know is replaced at once, whatever it still signs. */
  isLeaked: boolean;
}

/** The next key of a purpose. The current one becomes the previous one, and the previous one is removed. */
export function planRotation({ purpose, names, nowMs, leadMs, isLeaked }: Asked): Rotation {
  const keys = names
    .map((name) => ({ name, key: readKeyName(name) }))
    .filter(({ key }) => key?.purpose === purpose)
    .toSorted((one, other) => (one.key?.fromMs ?? 0) - (other.key?.fromMs ?? 0));
  const last = keys.at(-1)?.key;
  const put = keyName(purpose, nowMs + leadMs);
  if (names.includes(put)) throw new PlainError(`${put} is there already. Wait a minute.`);
  const soonest = last ? last.fromMs + longestUse[purpose] : 0;
  if (last && soonest > nowMs && !isLeaked)
    throw new PlainError(
      `The last rotation of ${purpose} began at ${new Date(last.fromMs).toISOString()}, and what the key before it signed
is in use until ${new Date(soonest).toISOString()}. If a key has leaked, add --leaked: that makes such tokens void.`,
    );
  // A ticket on paper stays good until its show is over.
  const remove = purpose === "ticket" ? [] : keys.slice(0, -1).map(({ name }) => name);
  return { purpose, put, remove };
}

/** The purposes that a word of the command line names. */
export function purposesOf(word: string | undefined): Purpose[] {
  if (word === "all") return purposes;
  const purpose = purposes.find((each) => each === word);
  if (purpose) return [purpose];
  throw new PlainError(`Say one of: ${purposes.join(", ")}, all.`);
}
