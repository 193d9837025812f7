import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Board, Turn } from "../../src/contract/sale/queue.ts";
import { pollMs } from "../../src/ui/queue/line.ts";
import type { Workerd } from "../../dev/machine/workerd.ts";
import type { Fan } from "../../test/support/fans.ts";
import { as, makeFans } from "../support/fans.ts";
import { count, type Figures, percentile, rounded } from "../support/figures.ts";
import { drive, readAnswer, request, sendAll } from "../support/load.ts";
import { report, tell } from "../support/report.ts";
import { openSale, openHall, type Hall } from "../support/halls.ts";
import { compare, type Contender, type Pace } from "../support/slices.ts";
import type { Lab } from "../support/lab.ts";

const connections = 64;
const pollBytesMax = 600;
/** The object's load is the same for every crowd; it is reported for the largest. */
const crowd = 1_000_000;
const waitedS = 600;
const requestsMax = 2;
const admitP95MsMax = 2_000;

/** The cost of waiting, and how soon called fans get in. */
export async function measureWaiting(lab: Lab, pace: Pace): Promise<Figures> {
  const hall = await openHall(lab, 1);
  const product = await lab.openProduct("disk");
  const figures = {
    ...(await measureBoard(lab, pace, hall, product)),
    ...(await measurePollers(lab, hall, product)),
    ...(await measureAdmission(lab, hall, product)),
  };
  await product.stop();
  return figures;
}

const boardPath = (scheduleId: string) => `/api/v1/schedules/${scheduleId}/queue`;

/** Boards read, divided by the answers of a Worker that does nothing but answer with as many bytes. */
async function measureBoard(lab: Lab, { sliceMs, ...pace }: Pace, hall: Hall, product: Workerd) {
  const peer = await lab.openPeer();
  const path = boardPath(await openSale(lab, hall, { shoppersMax: 1 }));
  const headers = { "accept-encoding": "gzip, deflate, br" };
  const poll = request(`GET ${path}`, headers);
  // The first poll after a second has the board made; the others get the same copy.
  await wireBytes(product.port, poll);
  const { bytes, body } = await wireBytes(product.port, poll);
  const keep = { method: "POST", body: new Uint8Array(body) };
  await (await fetch(`${peer.url}/keep?board`, keep)).text();
  const reader = (name: string, { port }: Workerd, each: Buffer): Contender => ({
    name,
    expected: 200,
    prepare: async () => () => drive({ port, connections, next: () => each, forMs: sliceMs }),
  });
  const contenders = [
    reader("board", product, poll),
    reader("board_response", peer, request("GET /response?board", headers)),
  ];
  const comparison = await compare(contenders, { sliceMs, ...pace }, lab.probe);
  const figures = report(`the board: ${body.length} bytes`, comparison, [
    { name: "board_vs_response", of: "board", to: "board_response", aim: 0.7 },
  ]);
  tell("poll_bytes", String(bytes), bytes <= pollBytesMax, `aim at most ${pollBytesMax}`);
  await peer.stop();
  return { ...figures, poll_bytes: bytes };
}

/** All that comes over the wire for one request. */
function wireBytes(port: number, asked: Buffer): Promise<{ bytes: number; body: Buffer }> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const socket = connect(port, "127.0.0.1", () => socket.write(asked)).on("error", reject);
    socket.on("data", (piece) => {
      received = Buffer.concat([received, piece]);
      const answer = readAnswer(received);
      if (!answer) return;
      socket.destroy();
      resolve({ bytes: received.length, body: answer.body });
    });
  });
}

/** Crowds that poll as the queue page does. Each board that the object makes has its own time. */
async function measurePollers(lab: Lab, hall: Hall, product: Workerd): Promise<Figures> {
  const seconds = 8;
  const perSecond: number[] = [];
  console.log("\n  waiting");
  for (const fans of [500, 4_000]) {
    const scheduleId = await openSale(lab, hall, { shoppersMax: 1 });
    const turns = await joinAll(lab, product, scheduleId, fans);
    const times = new Set<string>();
    let polls = 0;
    const endsAt = performance.now() + seconds * 1_000;
    const wait = async ({ ahead }: Turn) => {
      const everyMs = () => pollMs(ahead, Math.random());
      await sleep(Math.random() * everyMs());
      while (performance.now() < endsAt) {
        times.add((await boardOf(product, scheduleId)).serverTime);
        polls++;
        await sleep(everyMs());
      }
    };
    await Promise.all(turns.map(({ turn }) => wait(turn)));
    perSecond.push(times.size / seconds);
    console.log(
      `    ${count(fans)} fans polled ${count(polls)} times in ${seconds} s; the object made ${times.size} boards`,
    );
  }
  const name = "object_requests_per_1000_waiting";
  const requests = (Math.max(...perSecond) * waitedS) / (crowd / 1_000);
  const more = `aim at most ${requestsMax}; of ${count(crowd)} fans, ten minutes, one data center`;
  tell(name, String(rounded(requests)), requests <= requestsMax, more);
  return { [name]: rounded(requests), board_requests_per_s: rounded(Math.max(...perSecond)) };
}

/** The time from a shopper's leaving until the next fan, who polls like the page, is in. */
async function measureAdmission(lab: Lab, hall: Hall, product: Workerd): Promise<Figures> {
  const inside = 30;
  const scheduleId = await openSale(lab, hall, { shoppersMax: inside });
  const path = boardPath(scheduleId);
  const turns = await joinAll(lab, product, scheduleId, inside * 6);
  const freedAt: number[] = [];
  const admittedAt = new Map<number, number>();
  const visit = async ({ fan, turn }: Joined) => {
    while (turn.state !== "admitted") {
      const { nowServing } = await boardOf(product, scheduleId);
      const ahead = Math.max(0, turn.number - nowServing - 1);
      if (turn.number > nowServing) await sleep(pollMs(ahead, Math.random()));
      else turn = await ask<Turn>(product, `POST ${path}/enter`, fan, { place: turn.place });
    }
    admittedAt.set(turn.number, performance.now());
    await sleep(500 + Math.random() * 1_000);
    freedAt.push(performance.now());
    await ask(product, `DELETE ${path}`, fan);
  };
  await Promise.all(turns.map(visit));
  // Slots go to numbers in order: the first free slot goes to the first fan who was not admitted at once.
  const tookMs = freedAt.flatMap((at, index) => {
    const admitted = admittedAt.get(inside + index + 1);
    return admitted === undefined ? [] : [admitted - at];
  });
  const p50 = rounded(percentile(tookMs, 0.5));
  const p95 = rounded(percentile(tookMs, 0.95));
  tell("admit_p95_ms", String(p95), p95 <= admitP95MsMax, `aim at most ${count(admitP95MsMax)}`);
  console.log(`    ${tookMs.length} admissions, p50 ${p50} ms`);
  return { admit_p50_ms: p50, admit_p95_ms: p95 };
}

type Joined = { fan: Fan; turn: Turn };

async function joinAll(lab: Lab, { port }: Workerd, scheduleId: string, fans: number) {
  const all = await makeFans(lab, fans);
  const joins = all.map(({ token }) => request(`POST ${boardPath(scheduleId)}`, as(token), {}));
  const turns = (await sendAll(port, joins, 201)) as Turn[];
  return all.flatMap((fan, index): Joined[] => {
    const turn = turns[index];
    return turn ? [{ fan, turn }] : [];
  });
}

const boardOf = async ({ url }: Workerd, scheduleId: string): Promise<Board> =>
  (await (await fetch(url + boardPath(scheduleId))).json()) as Board;

async function ask<T>({ url }: Workerd, what: string, { token }: Fan, body?: object): Promise<T> {
  const [method = "GET", path = ""] = what.split(" ");
  const response = await fetch(url + path, {
    method,
    headers: { ...as(token), "content-type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${what} was answered ${response.status}`);
  return (response.status === 204 ? null : await response.json()) as T;
}
