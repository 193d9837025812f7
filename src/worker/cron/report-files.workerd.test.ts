import { sql } from "drizzle-orm";
import { afterEach, expect, it, vi } from "vitest";
import { operatorId } from "../../contract/admin/organizations.ts";
import { ReportDeliveries } from "../../contract/admin/reports/report-files.ts";
import { Created } from "../../contract/admin/catalog-changes.ts";
import { connect } from "../../db/connection/connect.ts";
import { keepFile } from "../../db/reports/deliveries.ts";
import {
  answer,
  bought,
  call,
  openShop,
  person,
  testEnv,
} from "../../../test/support/worker/shop.ts";
import { dayLines } from "../../db/reports/deliveries.ts";
import { dayFile } from "../reports/day-file.ts";
import { lastMailDays, mailedPeriod, mailSavedReports } from "./report-files.ts";
import { sendDayFiles } from "./sent-files.ts";

const db = connect(testEnv);
const hourMs = 3_600_000;
afterEach(() => void vi.restoreAllMocks());

it("[RP13] mails are due in the morning of their days, and are about the days before", () => {
  const monday = Date.parse("2026-11-30T06:00:00+09:00");
  expect(lastMailDays(monday)).toEqual({
    daily: "2026-11-30",
    weekly: "2026-11-30",
    monthly: "2026-11-01",
  });
  expect(lastMailDays(monday - 1)).toEqual({
    daily: "2026-11-29",
    weekly: "2026-11-23",
    monthly: "2026-11-01",
  });
  expect(mailedPeriod("daily", "2026-11-30")).toEqual({ from: "2026-11-29", to: "2026-11-29" });
  expect(mailedPeriod("weekly", "2026-11-30")).toEqual({ from: "2026-11-23", to: "2026-11-29" });
  expect(mailedPeriod("monthly", "2026-12-01")).toEqual({ from: "2026-11-01", to: "2026-11-30" });
});

it("[RP13] a saved report is mailed once for a day, with its table, and not to somebody who lost the right", async () => {
  const as = await person("admin");
  const body = { name: `매일 ${crypto.randomUUID()}`, query: "report=zones", schedule: "daily" };
  const { id } = await answer(call("POST /admin/saved-reports", { as, body }), 201, Created);
  const mails = async () =>
    (
      await db.execute<{ csv: string; path: string }>(
        sql`SELECT payload->>'csv' AS csv, payload->>'path' AS path FROM outbox WHERE topic = 'report.saved' AND payload->>'name' = ${body.name}`,
      )
    ).rows;
  const now = Date.now();
  await mailSavedReports(db, { now });
  expect(await mails()).toEqual([]);
  const tomorrow = { now: now + 24 * hourMs };
  await Promise.all([mailSavedReports(db, tomorrow), mailSavedReports(db, tomorrow)]);
  await mailSavedReports(db, tomorrow);
  const sent = await mails();
  expect(sent).toHaveLength(1);
  expect(sent[0]?.csv).toContain("등급,");
  expect(sent[0]?.path).toContain("/admin/reports?report=zones&from=");
  await db.execute(sql`UPDATE staff SET suspended_at = now() WHERE account_id = ${as.id}::uuid`);
  await mailSavedReports(db, { now: now + 48 * hourMs });
  await db.execute(sql`UPDATE staff SET suspended_at = NULL WHERE account_id = ${as.id}::uuid`);
  expect(await mails()).toHaveLength(1);
  expect((await call(`POST /admin/saved-reports/${id}/removal`, { as, body: {} })).status).toBe(
    204,
  );
});

it("[RP14] the file of a day has what was sold of each date, zone and price type", async () => {
  const as = await person("admin");
  const shop = await openShop(as, 2);
  await bought(await person(), shop.scheduleId, [0, 1]);
  const day = new Intl.DateTimeFormat("sv", { timeZone: "Asia/Seoul" }).format(new Date());
  const lines = await dayLines(db, { organizationId: operatorId, day });
  const own = lines.filter(({ scheduleId }) => scheduleId === shop.scheduleId);
  expect(own).toMatchObject([{ sold: 2, cancelled: 0, priceType: "" }]);
  const file = dayFile(day, own);
  expect(file.split("\r\n")[1]).toContain(`${day},${shop.concertId},`);
  expect(dayFile(day, own)).toBe(file);
});

it("[RP15] a file is sent until its receiver has it, and again when somebody asks, always the same", async () => {
  const as = await person("admin");
  const day = `19${10 + Math.floor(Math.random() * 80)}-0${1 + Math.floor(Math.random() * 9)}-1${Math.floor(Math.random() * 9)}`;
  const sha256 = crypto.randomUUID();
  await keepFile(db, { organizationId: operatorId, day, body: `body of ${day}`, sha256 });
  await keepFile(db, { organizationId: operatorId, day, body: "another", sha256: "-" });
  const env = { ...testEnv, REPORT_SINK_URL: "https://sink.test/daily", REPORT_SINK_SECRET: "s" };
  const got: string[] = [];
  let status = 503;
  const real = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    if (input !== env.REPORT_SINK_URL) return await real(input, init);
    const headers = new Headers(init?.headers);
    if (headers.get("idempotency-key") === sha256)
      got.push(
        `${typeof init?.body === "string" ? init.body : ""} ${headers.get("frontrow-signature")?.length}`,
      );
    return new Response("accepted 42", { status });
  });
  const made = async () => {
    const { items } = await answer(
      call("GET /admin/report-deliveries", { as }),
      200,
      ReportDeliveries,
    );
    return items.find((item) => item.sha256 === sha256);
  };
  const due = () =>
    db.execute(sql`UPDATE report_delivery SET next_try_at = now() WHERE sha256 = ${sha256}`);
  await sendDayFiles(env, db, { now: Date.now() });
  await sendDayFiles(env, db, { now: Date.now() });
  status = 200;
  await due();
  await sendDayFiles(env, db, { now: Date.now() });
  await due();
  await sendDayFiles(env, db, { now: Date.now() });
  expect(got).toEqual([`body of ${day} 64`, `body of ${day} 64`]);
  const { rows } = await db.execute<{ id: string; status: string }>(
    sql`SELECT id, status, receipt->>'answer' AS answer FROM report_delivery WHERE sha256 = ${sha256}`,
  );
  expect(rows).toMatchObject([{ status: "sent", answer: "accepted 42" }]);
  const again = `POST /admin/report-deliveries/${rows[0]?.id}/resend`;
  expect((await call(again, { as })).status).toBe(202);
  await sendDayFiles(env, db, { now: Date.now() });
  expect(got).toHaveLength(3);
  expect((await made())?.status ?? "sent").toBe("sent");
});
