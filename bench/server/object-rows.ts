import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Workerd } from "../../dev/machine/workerd.ts";
import type { Lab } from "../support/lab.ts";

export interface HoldRow {
  holdId: string;
  seats: string[];
  isSold: boolean;
}

/** The holds and sales in the rows of every schedule's object, after the death of the workerd that wrote them. */
export async function rowsAfterKill(lab: Lab, product: Workerd): Promise<HoldRow[]> {
  await product.kill();
  const dir = join(lab.objectsDir(product), "frontrow-Schedule");
  if (!existsSync(dir)) return [];
  const files = readdirSync(dir).filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name));
  return files.flatMap((name) => holdsIn(join(dir, name)));
}

/** Fails when a seat of one schedule is in two rows. */
function holdsIn(file: string): HoldRow[] {
  const database = new DatabaseSync(file);
  const rows = database.prepare("SELECT hold_id, seats, phase FROM hold WHERE phase <= 2").all();
  database.close();
  const holds = rows.map(({ hold_id: holdId, seats, phase }) => ({
    holdId: String(holdId),
    seats: String(seats).split(","),
    isSold: phase === 2,
  }));
  const seats = holds.flatMap((hold) => hold.seats);
  if (new Set(seats).size !== seats.length) throw new Error(`a seat is held twice in ${file}`);
  return holds;
}

/** Fails unless everything acknowledged is stored exactly once, and nothing else. */
export function mustBeSame(what: string, acknowledged: string[], stored: string[]): void {
  const kept = new Set(stored);
  const lost = acknowledged.filter((id) => !kept.has(id));
  if (lost.length > 0)
    throw new Error(`${lost.length} ${what} were acknowledged and are not stored`);
  if (new Set(acknowledged).size !== acknowledged.length)
    throw new Error(`one of the ${what} was acknowledged twice`);
  if (kept.size !== stored.length) throw new Error(`one of the ${what} is stored twice`);
  if (stored.length !== acknowledged.length)
    throw new Error(`${stored.length} ${what} are stored, ${acknowledged.length} acknowledged`);
}
