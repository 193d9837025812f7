import { beforeAll, expect, it } from "vitest";
import { Created } from "../../../../contract/admin/catalog-changes.ts";
import { operatorId } from "../../../../contract/admin/organizations.ts";
import { GatewayReport, UnsoldReport } from "../../../../contract/admin/reports/other-reports.ts";
import { SalesReport } from "../../../../contract/admin/reports/sales-reports.ts";
import {
  answer,
  bought,
  call,
  openShop,
  person,
  type Person,
  refused,
} from "../../../../../test/support/worker/shop.ts";
import { reportFiles, worker } from "../../../../../test/support/worker/staff.ts";

let admin: Person;
let scheduleId: string;
let concertId: string;
let number: string;
const day = (offset: number) =>
  new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
const period = `from=${day(-1)}&to=${day(1)}`;

beforeAll(async () => {
  admin = await person("admin");
  ({ scheduleId, concertId } = await openShop(admin, 2));
  const fan = await person();
  ({ number } = await bought(fan, scheduleId, [0, 1]));
});

const report = (query: string, as = admin) =>
  answer(
    call(`GET /admin/reports/sales?${period}&scheduleId=${scheduleId}&${query}`, { as }),
    200,
    SalesReport,
  );

it("[RP8] a report has what was just bought, compared with the period before, and equals the ledger", async () => {
  const made = await report("by=concert,date,zone&compare=before");
  expect(made).toMatchObject({
    previous: { from: day(-4), to: day(-2) },
    totals: { orders: null, tickets: 2, returned: 0 },
    ledger: { isEqual: true },
    rows: [
      {
        keys: [{ id: concertId }, { id: scheduleId }, {}],
        figures: { tickets: 2 },
        previous: null,
      },
    ],
  });
  expect(made.totals.money?.gross).toBe(made.ledger?.sales);
  expect((await report("by=day")).totals.orders).toBe(1);
  await refused(
    call(`GET /admin/reports/sales?${period}&by=zone,method`, { as: admin }),
    "invalid-request",
  );
  const backwards = `GET /admin/reports/sales?from=${day(1)}&to=${day(0)}&by=day`;
  await refused(call(backwards, { as: admin }), "invalid-request");
});

it("[RP5] marketing sees how many tickets were sold, but no money and no lines", async () => {
  const marketing = await worker("marketing");
  const made = await report("by=zone", marketing);
  expect(made).toMatchObject({ totals: { tickets: 2, money: null }, ledger: null });
  const file = await call(`GET /admin/reports/sales-file?${period}&by=zone`, { as: marketing });
  expect(await file.text()).not.toContain("매출");
  await refused(
    call(`GET /admin/reports/ticket-file?${period}`, { as: marketing }),
    "right-missing",
  );
});

it("[RP9] the lines behind a report come as a table without names, and as a workbook", async () => {
  const path = `GET /admin/reports/ticket-file?${period}&scheduleId=${scheduleId}&language=en`;
  const csv = await call(path, { as: admin });
  const [names, ...lines] = (await csv.text()).trimEnd().split("\r\n");
  expect(names).toBe(
    "Kind,Time,Order,Concert,Show,Zone,Seat,Price type,Channel,Method,Tickets,Prices,Discounts,Fees,Refunds,Charges kept",
  );
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain(`,${number},`);
  const workbook = await call(`${path}&format=xlsx`, { as: admin });
  expect(workbook.headers.get("content-disposition")).toContain(".xlsx");
  expect(new Uint8Array(await workbook.arrayBuffer()).slice(0, 4)).toEqual(
    new Uint8Array([0x50, 0x4b, 3, 4]),
  );
});

it("[RP10] the gateway's days and the unsold seats are reports of their own", async () => {
  const gateway = await answer(
    call(`GET /admin/reports/gateway?${period}`, { as: admin }),
    200,
    GatewayReport,
  );
  expect(gateway.rows.at(-1)?.taken).toBeGreaterThan(0);
  await answer(call(`GET /admin/reports/unsold?${period}`, { as: admin }), 200, UnsoldReport);
});

it("[RP22] a saved report is removed by whoever saved it or by finance, and the files of a day need the whole organization", async () => {
  const [ofConcert, auditor] = [await worker("finance", { concertId }), await worker("auditor")];
  const saved = async (as: Person) => {
    const body = { name: crypto.randomUUID(), query: "report=days" };
    return (await answer(call("POST /admin/saved-reports", { as, body }), 201, Created)).id;
  };
  const removal = (id: string, as: Person) =>
    call(`POST /admin/saved-reports/${id}/removal`, { as, body: {} });
  const [theirs, his] = [await saved(ofConcert), await saved(auditor)];
  await refused(removal(theirs, auditor), "not-found");
  await refused(removal(his, ofConcert), "not-found");
  expect((await removal(theirs, ofConcert)).status).toBe(204);
  expect((await removal(his, admin)).status).toBe(204);
  const own = await saved(auditor);
  expect((await removal(own, auditor)).status).toBe(204);
  await refused(call("GET /admin/report-deliveries", { as: ofConcert }), "right-missing");
  const { deliveryId } = await reportFiles(operatorId, admin.id);
  const file = `GET /admin/report-deliveries/${deliveryId}/file`;
  expect((await call(file, { as: auditor })).status).toBe(200);
});
