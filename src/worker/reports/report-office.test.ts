import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { httpSink } from "./report-sink.ts";
import {
  type ReportOffice,
  startReportOffice,
} from "../../../dev/stand-ins/report-office/report-office.ts";

let office: ReportOffice;
beforeAll(async () => {
  office = await startReportOffice({ port: 0 });
});
afterAll(() => office.stop());

const file = (body: string) => ({
  name: "frontrow-2026-11-29.csv",
  body,
  sha256: createHash("sha256").update(body).digest("hex"),
});

it("[RP29] an office takes a file once, gives the same number for it when it is sent again, and its answer is the proof", async () => {
  const sink = httpSink(office.dailyUrl, ["an older secret", office.secret]);
  const day = file("날짜,판매\r\n2026-11-29,2\r\n");
  office.mood.isClosed = true;
  expect(await sink.send(day)).toMatchObject({ isSent: false, receipt: { status: 503 } });
  office.mood.isClosed = false;
  const first = await sink.send(day);
  expect(first).toMatchObject({ isSent: true, receipt: { status: 201 } });
  expect(first.receipt.sink).toBe(`127.0.0.1:${office.port}`);
  const again = await sink.send(day);
  expect(again).toMatchObject({ isSent: true, receipt: { status: 200 } });
  const numbers = [first, again].map(
    ({ receipt }) => (JSON.parse(receipt.answer) as { number: string }).number,
  );
  expect(numbers).toEqual(["R-000001", "R-000001"]);
  expect(office.received).toMatchObject([{ name: day.name, body: day.body, times: 2 }]);
});

it("[RP29] an office refuses a file with a wrong signature or with other bytes than its name says", async () => {
  const wrong = await httpSink(office.dailyUrl, ["guess"]).send(file("a"));
  expect(wrong).toMatchObject({ isSent: false, receipt: { status: 401 } });
  const changed = { ...file("a"), body: "b" };
  expect(await httpSink(office.dailyUrl, [office.secret]).send(changed)).toMatchObject({
    isSent: false,
    receipt: { status: 422 },
  });
  expect(office.received.map(({ body }) => body)).not.toContain("b");
});
