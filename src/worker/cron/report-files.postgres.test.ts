import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { operatorId, operatorScope } from "../../contract/admin/organizations.ts";
import { dayAfter } from "../../contract/admin/reports/report-kinds.ts";
import type { SalesQuery } from "../../contract/admin/reports/sales-reports.ts";
import {
  type Books,
  newFan,
  newSchedule,
  openBooks,
  purchaseOf,
} from "../../../test/support/books.ts";
import type { Database } from "../../db/connection/database.ts";
import { purchase } from "../../db/money/purchase.ts";
import { salesReport } from "../../db/reports/sales-report.ts";
import { saveReport } from "../../db/reports/saved-reports.ts";
import { salesTable } from "../reports/sales-table.ts";
import { bytesOf } from "../spreadsheets/file.ts";
import { makeDayFiles, mailSavedReports } from "./report-files.ts";

let books: Books;
let owner: string;
let shows: string[];
const dayMs = 86_400_000;
const today = new Intl.DateTimeFormat("sv", { timeZone: "Asia/Seoul" }).format(new Date());
/** The noon after the day of the sales. */
const now = Date.parse(`${today}T12:00:00+09:00`) + dayMs;

beforeAll(async () => {
  books = await openBooks();
  shows = [(await newSchedule(books)).scheduleId, (await newSchedule(books)).scheduleId];
  owner = await newFan(books, 1_000_000);
  await books.sql(
    "INSERT INTO staff (id, account_id, organization_id, role) VALUES (gen_random_uuid(), $1, $2, 'owner')",
    [owner, operatorId],
  );
  const [first = "", second = ""] = shows;
  for (const wanted of [purchaseOf(owner, first, 1), purchaseOf(owner, second, 2, 3)])
    expect(await purchase(books.db, wanted)).toMatchObject({ ok: true });
});
afterAll(() => books.close());

const saved = async (query: string) => {
  const id = randomUUID();
  const by = { accountId: owner, scope: operatorScope, requestId: null };
  await saveReport(books.db, { id, by, report: { name: id, query, schedule: "daily" }, today });
  return id;
};
const csvOf = async (name: string) => {
  const mails = await books.sql<{ csv: string | null }>(
    "SELECT payload->>'csv' AS csv FROM outbox WHERE topic = 'report.saved' AND payload->>'name' = $1",
    [name],
  );
  return mails.map(({ csv }) => csv);
};

it("[RP19] a mailed report has the table of the saved address with all its filters, and none if it is not understood", async () => {
  const usual = {
    from: today,
    to: today,
    by: ["day"],
    currency: "KRW",
  } satisfies Partial<SalesQuery>;
  const tableOf = async (more: Pick<SalesQuery, "compare"> & Partial<SalesQuery>) => {
    const asked = { ...usual, by: [...usual.by], ...more };
    const report = await salesReport(books.db, {
      ...asked,
      scope: operatorScope,
      money: operatorScope,
    });
    const bytes = await bytesOf(salesTable(report, "ko"), "csv");
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  };
  const [all, one, gifts, strange] = [
    await saved("report=days"),
    await saved(`report=days&scheduleId=${shows[0]}&compare=none`),
    await saved("report=days&channel=invitation"),
    await saved("report=days&channel=nowhere"),
  ];
  await mailSavedReports(books.db, { now });
  const ofOne = await tableOf({ compare: "none", scheduleId: shows[0] });
  expect(await csvOf(one)).toEqual([ofOne]);
  expect(await csvOf(all)).toEqual([await tableOf({ compare: "before" })]);
  expect(await csvOf(all)).not.toEqual([ofOne]);
  expect(await csvOf(gifts)).toEqual([await tableOf({ compare: "before", channel: "invitation" })]);
  expect(await csvOf(strange)).toEqual([null]);
});

/** Books that fail at what contains a word. */
const failingAt = (word: string) =>
  new Proxy(books.db, {
    get: (target, name: keyof Database) => {
      if (name !== "execute") return target[name];
      return (query: object) => {
        if (JSON.stringify(query).includes(word)) throw new Error("away");
        return target.execute(query as Parameters<Database["execute"]>[0]);
      };
    },
  });

it("[RP20] a table that cannot be made holds up no mail, which then comes with the link alone", async () => {
  const [first, second] = [await saved("report=days"), await saved("report=zones")];
  const log = vi.spyOn(console, "error").mockReturnValue();
  await mailSavedReports(failingAt("sales_tail"), { now });
  for (const name of [first, second]) expect(await csvOf(name)).toEqual([null]);
  expect(log).toHaveBeenCalledTimes(2);
  log.mockRestore();
});

it("[RP21] the files of the last two weeks are made once the fold has passed their days, and one that fails holds up no other", async () => {
  const until = (text: string) => books.sql("UPDATE fold_progress SET folded_until = $1", [text]);
  const stranger = "00000000-0000-4000-8000-00000000000a";
  const sold = (day: string, organization = operatorId) =>
    books.sql(
      `INSERT INTO sales_fold_organization (organization_id, slice, day, channel, key, currency, orders, tickets, returned,
        price_minor, discount_minor, fee_minor, refund_minor, kept_minor, fee_returned_minor)
      VALUES ($1, 'method', $2, 'web', 'wallet', 'KRW', 1, 1, 0, 1, 0, 0, 0, 0, 0)`,
      [organization, day],
    );
  const last = "2001-01-20";
  const at = { now: Date.parse(`${last}T12:00:00Z`) + dayMs };
  await sold(dayAfter(last, -15));
  await sold(dayAfter(last, -13));
  // Nobody's file can be kept.
  await sold(dayAfter(last, -13), stranger);
  await sold(dayAfter(last, -2));
  await sold(last);
  const made = async () =>
    (
      await books.sql<{ day: string }>(
        "SELECT day::text AS day FROM report_delivery WHERE day < '2002-01-01' ORDER BY id",
      )
    ).map(({ day }) => day);
  const log = vi.spyOn(console, "error").mockReturnValue();
  await until(`${dayAfter(last, -1)}T11:59:59Z`);
  await makeDayFiles(books.db, at);
  expect(await made()).toEqual([dayAfter(last, -13)]);
  await until(`${dayAfter(last, 1)}T12:00:00Z`);
  await makeDayFiles(books.db, { now: at.now - 1 });
  expect(await made()).toEqual([dayAfter(last, -13), dayAfter(last, -2)]);
  await makeDayFiles(books.db, at);
  expect(await made()).toEqual([dayAfter(last, -13), dayAfter(last, -2), last]);
  log.mockRestore();
});
