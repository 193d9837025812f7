import type { Workerd } from "../../dev/machine/workerd.ts";
import { admit, holdRequest } from "../support/fans.ts";
import type { Figures } from "../support/figures.ts";
import { drive, request, sendAll } from "../support/load.ts";
import { report } from "../support/report.ts";
import { openSale, openHall } from "../support/halls.ts";
import { compare, type Contender, type Pace } from "../support/slices.ts";
import type { Lab } from "../support/lab.ts";

const connections = 64;
const concerts = 20;

/** Public reads, divided by the answers of a Worker that does nothing but answer with as many bytes. */
export async function measureReads(lab: Lab, pace: Pace): Promise<Figures> {
  const halls = [];
  for (let made = 0; made < concerts; made++) halls.push(await openHall(lab, 2));
  const [hall] = halls;
  if (hall === undefined) throw new Error("there are no concerts");
  const scheduleId = await openSale(lab, hall);
  for (const each of halls.slice(1)) await openSale(lab, each);
  const [product, peer] = [await lab.openProduct("disk"), await lab.openPeer()];
  const list = "/api/v1/concerts";
  const one = `/api/v1/concerts/${hall.concertId}`;
  const seats = `/api/v1/schedules/${scheduleId}/seats.bin`;

  const pages = [await copy(product, peer, list), await copy(product, peer, one)];
  const snapshot = [await copy(product, peer, seats)];
  const bytesOf = (of: Page[]) => of.map(({ bytes }) => bytes).join(" and ");
  const catalog = await compare(
    [reader("catalog", product, pace, pages.map(asked)), mirror("response", peer, pace, pages)],
    pace,
    lab.probe,
  );
  const figures = report(`catalog: a list and a concert, ${bytesOf(pages)} bytes`, catalog, [
    { name: "catalog_vs_response", of: "catalog", to: "response", aim: 0.7 },
  ]);
  const changing = reader("snapshot", product, pace, snapshot.map(asked), () =>
    holdOnePair(lab, product, scheduleId),
  );
  const live = await compare(
    [changing, mirror("snapshot_response", peer, pace, snapshot)],
    pace,
    lab.probe,
  );
  Object.assign(
    figures,
    { snapshot_bytes: snapshot[0]?.bytes ?? NaN },
    report(`live seats: ${hall.seatCount} of them, ${bytesOf(snapshot)} bytes`, live, [
      { name: "snapshot_vs_response", of: "snapshot", to: "snapshot_response", aim: 0.7 },
    ]),
  );
  await Promise.all([product.stop(), peer.stop()]);
  return figures;
}

interface Page {
  path: string;
  bytes: number;
}

const asked = ({ path }: Page): Buffer => request(`GET ${path}`);

/** Gives the peer the bytes of a page, so that both answer with the same. */
async function copy(product: Workerd, peer: Workerd, path: string): Promise<Page> {
  const answer = await fetch(`${product.url}${path}`);
  const body = await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  await (await fetch(`${peer.url}/keep?${path}`, { method: "POST", body })).text();
  return { path, bytes: body.byteLength };
}

function reader(
  name: string,
  { port }: Workerd,
  { sliceMs }: Pace,
  requests: Buffer[],
  before: () => Promise<void> = async () => {},
): Contender {
  let at = 0;
  const next = () => requests[at++ % requests.length] ?? null;
  const run = () => drive({ port, connections, next, forMs: sliceMs });
  return { name, expected: 200, prepare: () => before().then(() => run) };
}

const mirror = (name: string, peer: Workerd, pace: Pace, pages: Page[]): Contender =>
  reader(
    name,
    peer,
    pace,
    pages.map(({ path }) => request(`GET /response?${path}`)),
  );

/** Changes the map, so that the slice does not read the previous slice's cached answer. */
async function holdOnePair(lab: Lab, product: Workerd, scheduleId: string): Promise<void> {
  const [shopper] = await admit(lab, product.port, scheduleId, 1);
  if (shopper === undefined) throw new Error("nobody came in");
  const seats = [nextSeat++, nextSeat++];
  const hold = holdRequest(scheduleId, { ...shopper, seats });
  await sendAll(product.port, [hold], 201);
}
let nextSeat = 0;
