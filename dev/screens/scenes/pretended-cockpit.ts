import type { WatchedSale } from "../../../src/contract/admin/sales.ts";
import type { Schedule } from "../../../src/contract/catalog/concerts.ts";
import type { Cockpit, CockpitFrame, Filling } from "../../../src/contract/live/cockpit.ts";
import type { SeatPlan } from "../../../src/contract/plan/seat-plan.ts";
import type { Visit } from "../scene.ts";

type Live = NonNullable<WatchedSale["live"]>;

/** The figures of a busy hour for the plan of a real date; nobody watches over a socket. */
export async function busyCockpit({ page }: Visit, id: string, live: Live): Promise<Cockpit> {
  const { planHash, zones } = await read<Schedule>(page, `/schedules/${id}`);
  const plan = await read<SeatPlan>(page, `/plans/${planHash}`);
  const { at, state, ...counts } = live;
  const frame: CockpitFrame = {
    at,
    state,
    figures: { ...counts, seatsHeld: counts.holds * 2, expired: 412, released: 96 },
    zones: Object.fromEntries(
      zones.map((zone, index) => [zone.id, [index * 900, 40 + index * 30, 2_900 - index * 400]]),
    ),
    sections: Object.fromEntries(
      [...plan.sections, ...plan.areas].map((_, index) => {
        const free = index < 2 ? 0 : Math.min(90, index * 11);
        return [index, [free, Math.min(8, free), 100 - free]];
      }),
    ),
    failures: {
      "hold seat-taken": [1_840, 212],
      "hold not-together": [96, 11],
      "hold too-many-seats": [14, 1],
      "begun card": [4_100, 610],
      "refused card REJECT_CARD_COMPANY": [118, 17],
      "refused card expired": [31, 2],
      "begun easyPay": [1_900, 285],
      "refused easyPay PROVIDER_TIMEOUT": [44, 28],
      "begun wallet": [300, 41],
      "refused wallet insufficient-funds": [3, 0],
    },
    felt: { hold: [1_204, 210, 640], answer: [5_310, 90, 330], repaint: [9_870, 18, 44] },
  };
  return {
    frame,
    planHash,
    countedSince: new Date(Date.parse(at) - 461_000).toISOString(),
    ticket: null,
  };
}

/** The past of the sections up to now: each began empty and filled at the same pace. */
export function pastOf({ frame }: Cockpit): Filling {
  const now = Object.values(frame.sections);
  const count = 40;
  const samples = Array.from({ length: count }, (_, index) => ({
    at: new Date(Date.parse(frame.at) - (count - index) * 60_000).toISOString(),
    counts: now.flatMap(([free, held, sold]) => {
      const taken = Math.round(((held + sold) * index) / count);
      return [free + held + sold - taken, 0, taken];
    }),
  }));
  return { samples };
}

const read = async <T>(page: Visit["page"], path: string): Promise<T> =>
  (await (await page.request.get(`/api/v1${path}`)).json()) as T;
