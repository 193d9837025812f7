import type { AskedStock } from "../../objects/schedule-calls.ts";
import type { Env } from "../env.ts";
import { found } from "../books.ts";
import { unwrap } from "../problem.ts";

type IntoBlock = { scheduleId: string; blockId: string; seats: number[]; by: AskedStock["by"] };

/**
 * Makes sold seats belong to a block, so that they go there and nowhere else once a refund frees them. Gives what takes
 * them out again, for a refund that does not happen.
 */
export async function putInBlock(
  env: Env,
  { scheduleId, blockId, seats, by }: IntoBlock,
): Promise<() => Promise<void>> {
  const schedule = env.SCHEDULE.getByName(scheduleId);
  const { version, seats: before } = found(unwrap(await schedule.stockBlock(blockId)));
  const asked = { blockId, about: {}, by, isMoving: true, isPartial: false, whenFree: true };
  const put = { ...asked, seen: version, add: seats, remove: [], whenReturned: true };
  const changed = found(unwrap(await schedule.changeStock(put)));
  const added = seats.filter((seat) => !before.includes(seat));
  return async () => {
    if (added.length === 0) return;
    const back = { ...asked, seen: changed.version, add: [], remove: added };
    unwrap(await schedule.changeStock(back));
  };
}
