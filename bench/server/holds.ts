import type { Workerd } from "../../dev/machine/workerd.ts";
import { admit, holdRequest } from "../support/fans.ts";
import { count, type Figures } from "../support/figures.ts";
import { drive, inTurn, type Load, request } from "../support/load.ts";
import { mustBeSame, rowsAfterKill } from "./object-rows.ts";
import { report } from "../support/report.ts";
import { openSale, openHall, type Hall } from "../support/halls.ts";
import { compare, type Contender, type Pace } from "../support/slices.ts";
import { hasTmpfs, type Lab } from "../support/lab.ts";

const connections = 64;

/** Durable holds through the whole API, divided by calls of an object that does nothing. */
export async function measureHolds(lab: Lab, pace: Pace): Promise<Figures> {
  const hall = await openHall(lab, 2);
  const peer = await lab.openPeer();
  const disk = await holder("hold", lab, pace, hall, await lab.openProduct("disk"));
  const contenders = [disk, caller(peer, pace)];
  const holders = [disk];
  const ratios = [{ name: "hold_vs_call", of: "hold", to: "call", aim: 0.6 }];
  if (hasTmpfs()) {
    const product = await lab.openProduct("memory");
    const memory = await holder("hold_memory", lab, pace, hall, product);
    contenders.push(memory);
    holders.push(memory);
    ratios.push({ name: "hold_vs_call_memory", of: "hold_memory", to: "call", aim: 0.9 });
  }
  const comparison = await compare(contenders, pace, lab.probe);
  const figures = report("holds", comparison, ratios);
  for (const each of holders) await each.verify();
  await peer.stop();
  return figures;
}

/** Pairs of seats held by fresh fans in a fresh schedule for each slice. */
async function holder(
  name: string,
  lab: Lab,
  { sliceMs }: Pace,
  hall: Hall,
  product: Workerd,
): Promise<Contender & { verify(): Promise<void> }> {
  const loads: Load[] = [];
  return {
    name,
    expected: 201,
    prepare: async (answeredLast) => {
      const scheduleId = await openSale(lab, hall);
      const wanted = Math.min(Math.max(1_500, Math.ceil(answeredLast * 1.5)), hall.seatCount / 2);
      const shoppers = await admit(lab, product.port, scheduleId, wanted);
      const requests = shoppers.map((shopper) => holdRequest(scheduleId, shopper));
      return async () => {
        const next = inTurn(requests);
        const load = await drive({ port: product.port, connections, next, forMs: sliceMs });
        loads.push(load);
        return load;
      };
    },
    verify: async () => {
      const answers = loads.flatMap((load) => load.answers);
      const ids = answers.map(({ body }) => (JSON.parse(body.toString()) as { id: string }).id);
      const stored = (await rowsAfterKill(lab, product)).map(({ holdId }) => holdId);
      mustBeSame("holds", ids, stored);
      console.log(
        `    ${name}: ${count(ids.length)} acknowledged, all in the objects' rows after kill -9`,
      );
    },
  };
}

function caller(peer: Workerd, { sliceMs }: Pace): Contender {
  const call = request("GET /call");
  return {
    name: "call",
    expected: 200,
    prepare: async () => () =>
      drive({ port: peer.port, connections, next: () => call, forMs: sliceMs }),
  };
}
