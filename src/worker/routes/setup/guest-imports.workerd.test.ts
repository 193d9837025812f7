import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { InvitationList } from "../../../contract/admin/stock/invitations.ts";
import { ImportPreview, ImportResult } from "../../../contract/import/imports.ts";
import { connect } from "../../../db/connection/connect.ts";
import { issueDue } from "../../invitations/issue-due.ts";
import {
  answer,
  bought,
  call,
  openShop,
  type Person,
  person,
  refused,
  testEnv,
} from "../../../../test/support/worker/shop.ts";
import { newOrganization } from "../../../../test/support/worker/staff.ts";

let owner: Person;
let organizationId: string;
beforeAll(async () => {
  ({ owner, organizationId } = await newOrganization());
  await approving(false);
});
const approving = (isNeeded: boolean) =>
  connect(testEnv).execute(
    sql`UPDATE organization SET approves_invitations = ${isNeeded} WHERE id = ${organizationId}::uuid`,
  );

const preview = (scheduleId: string, file: string) =>
  answer(
    call(`POST /admin/imports?kind=guests&target=${scheduleId}`, {
      as: owner,
      raw: file,
      headers: { "content-type": "text/csv" },
    }),
    201,
    ImportPreview,
  );
const commit = (id: string, isPartial = false) =>
  call(`POST /admin/imports/${id}/commit`, { as: owner, body: { isPartial } });
const listed = async (scheduleId: string) =>
  (
    await answer(
      call(`GET /admin/schedules/${scheduleId}/invitations`, { as: owner }),
      200,
      InvitationList,
    )
  ).items;

it("[IM40] a guest list says what is wrong by row and column, and gives the others complimentary tickets once", async () => {
  const { scheduleId } = await openShop(owner, 2);
  await bought(await person(), scheduleId, [3]);
  const file = [
    "이름,이메일,전화,좌석,등급,매수",
    "김하늘,sky@example.com,010-1234-5678,A/1/1;A/1/2,,",
    "이바다,,,,r,2",
    ",,,A/1/3,,",
    "박산,,,A/1/2,,",
    "최들,,,A/1/4,,",
    "정숲,,,Z/9/9,,",
    "강별,x@,,A/1/5,,",
  ].join("\n");
  const read = await preview(scheduleId, file);
  expect(read.counts).toEqual({ add: 2, change: 0, none: 0 });
  expect(read.faults.map(({ line, column, code }) => [line, column, code])).toEqual([
    [4, "name", "missing"],
    [5, "seat", "twice"],
    [6, "seat", "seat-taken"],
    [7, "seat", "unknown-seat"],
    [8, "mail", "not-an-email"],
  ]);
  expect(await listed(scheduleId)).toEqual([]);
  await refused(commit(read.id), "conflict");
  const done = { counts: { add: 2, change: 0, none: 0 }, skipped: 5 };
  expect(await answer(commit(read.id, true), 200, ImportResult)).toEqual(done);
  expect(await answer(commit(read.id, true), 200, ImportResult)).toEqual(done);
  await issueDue(testEnv, connect(testEnv), { requestId: read.id, forMs: 5_000 });
  const [asked, ...others] = await listed(scheduleId);
  expect(others).toEqual([]);
  expect(asked).toMatchObject({
    id: read.id,
    state: "approved",
    guestCount: 2,
    issuedCount: 2,
    faultyCount: 0,
    guests: [
      { name: "김하늘", mail: "sky@example.com", seats: [0, 1], state: "issued" },
      { name: "이바다", count: 2, state: "issued" },
    ],
  });
  const { rows } = await connect(testEnv).execute(
    sql`SELECT count(*)::int AS seats FROM order_seat WHERE schedule_id = ${scheduleId}::uuid AND live`,
  );
  expect(rows).toEqual([{ seats: 5 }]);
});

it("[IM41] seats that are taken after the preview are the fault of their guest alone", async () => {
  const { scheduleId } = await openShop(owner, 1);
  const read = await preview(scheduleId, "name,seat\nA,A/1/1\nB,A/1/2\n");
  await bought(await person(), scheduleId, [0]);
  await answer(commit(read.id), 200, ImportResult);
  await issueDue(testEnv, connect(testEnv), { requestId: read.id, forMs: 5_000 });
  expect((await listed(scheduleId))[0]).toMatchObject({
    issuedCount: 1,
    faultyCount: 1,
    guests: [
      { name: "A", state: "waiting", fault: "seat-taken" },
      { name: "B", state: "issued" },
    ],
  });
});

it("[IM42] five thousand guests are taken in one import, and shown two hundred at a time", async () => {
  const { scheduleId } = await openShop(owner, 1);
  await approving(true);
  const rows = Array.from({ length: 5_000 }, (_, at) => `guest ${at},r,1`);
  const read = await preview(scheduleId, `name,zone,count\n${rows.join("\n")}\n`);
  expect([read.rowCount, read.counts.add, read.rows.length]).toEqual([5_000, 5_000, 200]);
  await answer(commit(read.id), 200, ImportResult);
  const [asked] = await listed(scheduleId);
  expect(asked).toMatchObject({ state: "asked", guestCount: 5_000, issuedCount: 0 });
  expect(asked?.guests.length).toBe(200);
});
