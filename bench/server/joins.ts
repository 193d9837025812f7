import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Workerd } from "../../dev/machine/workerd.ts";
import { as, makeFans } from "../support/fans.ts";
import { count, type Figures, rounded } from "../support/figures.ts";
import { drive, inTurn, type Load, mustBe, request } from "../support/load.ts";
import { mustBeSame } from "./object-rows.ts";
import { report, tell } from "../support/report.ts";
import { openSale, openHall, type Hall } from "../support/halls.ts";
import { compare, type Contender, type Pace } from "../support/slices.ts";
import { hasTmpfs, type Lab } from "../support/lab.ts";

const connections = 64;
/** A hot sale has intakes because a crowd is at each of them. */
const hot = { intakes: 16, connections: 1_024, callsMax: 50 } as const;

/** Durable places in the queue through the whole API, divided by calls of an object that does nothing. */
export async function measureJoins(lab: Lab, pace: Pace): Promise<Figures> {
  const hall = await openHall(lab, 1);
  const peer = await lab.openPeer();
  const disk = joiner("join", lab, pace, hall, await lab.openProduct("disk"));
  const joiners = [disk];
  const ratios = [{ name: "join_vs_call", of: "join", to: "call", aim: 0.5 }];
  if (hasTmpfs()) {
    joiners.push(joiner("join_memory", lab, pace, hall, await lab.openProduct("memory")));
    ratios.push({ name: "join_vs_call_memory", of: "join_memory", to: "call", aim: 0.8 });
  }
  const call = request("GET /call");
  const caller: Contender = {
    name: "call",
    expected: 200,
    prepare: async () => () =>
      drive({ port: peer.port, connections, next: () => call, forMs: pace.sliceMs }),
  };
  const comparison = await compare([...joiners, caller], pace, lab.probe);
  const figures = report("joins", comparison, ratios);
  for (const each of joiners) await each.verify();
  await peer.stop();
  return { ...figures, ...(await measureHotSale(lab, pace, hall)) };
}

/** New fans line up in a new schedule for each slice. One fan is inside and none leaves, so they all wait. */
function joiner(name: string, lab: Lab, { sliceMs }: Pace, hall: Hall, product: Workerd) {
  const acknowledged: string[] = [];
  const contender: Contender & { verify(): Promise<void> } = {
    name,
    expected: 201,
    prepare: async (answeredLast) => {
      const scheduleId = await openSale(lab, hall, { shoppersMax: 1 });
      const joins = await joinsOf(lab, scheduleId, Math.max(4_000, answeredLast * 1.5));
      const next = inTurn(joins.slice(1));
      const { port } = product;
      const first = await drive({ port, connections: 1, next: inTurn(joins.slice(0, 1)) });
      acknowledged.push(...placesOf(first));
      return async () => {
        const load = await drive({ port, connections, next, forMs: sliceMs });
        acknowledged.push(...placesOf(load));
        return load;
      };
    },
    verify: async () => {
      await product.kill();
      const { places } = intakesIn(lab.objectsDir(product));
      mustBeSame("places", acknowledged, places);
      console.log(
        `    ${name}: ${count(acknowledged.length)} acknowledged, all in the intakes' rows after kill -9`,
      );
    },
  };
  return contender;
}

/** How often many intakes ask the schedule, which all of them share. */
async function measureHotSale(lab: Lab, { sliceMs }: Pace, hall: Hall): Promise<Figures> {
  const product = await lab.openProduct("disk");
  const terms = { shoppersMax: 1, intakes: hot.intakes };
  const scheduleId = await openSale(lab, hall, terms);
  const next = inTurn(await joinsOf(lab, scheduleId, 20_000));
  const { port } = product;
  const load = await drive({ port, connections: hot.connections, next, forMs: sliceMs * 2 });
  for (const answer of load.answers) mustBe(201, answer);
  await product.kill();
  const { places, turns } = intakesIn(lab.objectsDir(product));
  mustBeSame("places", placesOf(load), places);
  const calls = (turns / places.length) * 1_000;
  console.log(
    `\n  hot sale: ${count(places.length)} joins at ${hot.intakes} intakes from ${count(hot.connections)} connections, ` +
      `${count((load.answers.length / load.tookMs) * 1_000)}/s, numbers asked for ${count(turns)} times`,
  );
  const name = "schedule_calls_per_1000_joins";
  tell(name, String(rounded(calls)), calls <= hot.callsMax, `aim at most ${hot.callsMax}`);
  return { [name]: rounded(calls) };
}

async function joinsOf(lab: Lab, scheduleId: string, wanted: number): Promise<Buffer[]> {
  const fans = await makeFans(lab, Math.ceil(wanted));
  const path = `POST /api/v1/schedules/${scheduleId}/queue`;
  return fans.map(({ token }) => request(path, as(token), {}));
}

/** The account and number of each signed place. */
function placesOf({ answers }: Load): string[] {
  return answers.map(({ body }) => {
    const { number, place } = JSON.parse(body.toString()) as { number: number; place: string };
    const claims = Buffer.from(place.split(".")[1] ?? "", "base64url").toString();
    return `${(JSON.parse(claims) as { sub: string }).sub} ${number}`;
  });
}

/** The same from the rows of every intake, with the number of their requests for numbers. */
function intakesIn(objectsDir: string): { places: string[]; turns: number } {
  const dir = join(objectsDir, "frontrow-Intake");
  const found = { places: [] as string[], turns: 0 };
  for (const name of readdirSync(dir)) {
    if (!/^[0-9a-f]{64}\.sqlite$/.test(name)) continue;
    const database = new DatabaseSync(join(dir, name));
    const places = database.prepare("SELECT account_id, number FROM place").all();
    const turn = database.prepare("SELECT turn FROM turn").get();
    database.close();
    for (const place of places)
      found.places.push(`${String(place["account_id"])} ${String(place["number"])}`);
    found.turns += Number(turn?.["turn"]);
  }
  return found;
}
