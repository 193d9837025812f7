import type { Turn } from "../../contract/queue.ts";
import type { AppContext } from "../app-env.ts";
import { booksOf } from "../books.ts";
import { ProblemError, unwrap } from "../problem.ts";
import { deviceOf } from "./device.ts";
import { doorOf, intakeOf, openTo } from "./doors.ts";
import { type Place, readPlace, turnOf } from "./turn.ts";

/** Gives the fan a place or finds the one they have, brings it to this device, and says where they stand. */
export async function joinQueue(c: AppContext, scheduleId: string): Promise<Turn> {
  const { accountId } = c.var.session;
  const door = await doorOf(booksOf(c), scheduleId);
  openTo(door, Date.now());
  const device = deviceOf(c);
  const intake = intakeOf(door, accountId);
  const schedule = c.env.SCHEDULE.getByName(scheduleId);
  const take = async (spent: number | null) => {
    const join = { accountId, device, presale: null, spent };
    const { number, presale, isNew } = unwrap(await c.env.INTAKE.getByName(intake).join(join));
    const who = { accountId, number };
    // Who is new goes straight in when there is no queue. Who comes back is told where they stand and no more.
    const entry = isNew ? schedule.enter({ ...who, presale }) : schedule.standing(who);
    const place: Place = { number, intake, presale, device };
    return { place, entry: await entry };
  };
  let { place, entry } = await take(null);
  if (!entry.ok && entry.code === "place-spent") ({ place, entry } = await take(place.number));
  return await turnOf(c, scheduleId, place, entry);
}

/** Lets a called fan in, on the device where the place is. */
export async function enterShop(c: AppContext, scheduleId: string, token: string): Promise<Turn> {
  const { accountId } = c.var.session;
  const place = await readPlace(c, scheduleId, token);
  const device = deviceOf(c);
  const isHere =
    place.device === device &&
    (await c.env.INTAKE.getByName(place.intake).isHere({ accountId, device }));
  if (!isHere) throw new ProblemError("place-moved");
  const { number, presale } = place;
  const entry = await c.env.SCHEDULE.getByName(scheduleId).enter({ accountId, number, presale });
  return await turnOf(c, scheduleId, place, entry);
}
