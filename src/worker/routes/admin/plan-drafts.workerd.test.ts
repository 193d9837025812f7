import { beforeAll, expect, it } from "vitest";
import { CreatedPlan } from "../../../contract/admin/catalog-changes.ts";
import {
  CreatedPlanDraft,
  PlanDraft,
  PlanDraftEditor,
  SavedPlanDraft,
} from "../../../contract/admin/plan-drafts.ts";
import { SeatPlan } from "../../../contract/plan/seat-plan.ts";
import {
  answer,
  call,
  openShop,
  person,
  type Person,
  planOf,
  refused,
} from "../../../../test/support/worker/shop.ts";

let admin: Person;
let venueId: string;
let id: string;

beforeAll(async () => {
  admin = await person("admin");
  ({ venueId } = await openShop(admin));
  const body = { venueId, plan: { ...planOf(2), background: picture } };
  const made = await answer(
    call("POST /admin/plan-drafts", { as: admin, body }),
    201,
    CreatedPlanDraft,
  );
  expect(made).toMatchObject({ version: 0, seatCount: 20 });
  id = made.id;
});

const picture = { image: "/hall.png", at: [0, 0], size: [100, 100], opacity: 50 };
const post = (path: string, body: object) =>
  call(`POST /admin/plan-drafts/${id}${path}`, { as: admin, body });
const section = planOf(2).sections[0]?.id ?? "";
const longer = (seats: number) => ({ kind: "rows", id: section, at: 0, seats });

it("[PL63] operations are saved all or none, and the answer gives the version and the server's number of places", async () => {
  const saved = await answer(
    post("/saves", { version: 0, operations: [longer(7), longer(9)] }),
    201,
    SavedPlanDraft,
  );
  expect(saved).toEqual({ version: 1, seatCount: 18 });
  const operations = [longer(3), { kind: "remove", ids: ["nowhere"] }];
  const problem = await refused(post("/saves", { version: 1, operations }), "invalid-request");
  expect(problem.errors).toEqual([{ pointer: "/operations/1", detail: "no-such-part: nowhere" }]);
  await refused(post("/saves", { version: 0, operations: [longer(3)] }), "conflict");
  await refused(post("/saves", { version: 1, operations: [{ kind: "paint" }] }), "invalid-request");
  const draft = await answer(call(`GET /admin/plan-drafts/${id}`, { as: admin }), 200, PlanDraft);
  expect(draft).toMatchObject({ version: 1, seatCount: 18, editor: { accountId: admin.id } });
});

it("[PL64] a draft without faults becomes a revision of the venue without the picture, and one with faults does not", async () => {
  const created = await answer(post("/publication", { version: 1 }), 201, CreatedPlan);
  expect(created).toMatchObject({ revision: 2, seatCount: 18 });
  const plan = await answer(call(`GET /plans/${created.hash}`), 200, SeatPlan);
  expect(plan.background).toBeUndefined();
  const hold = call(`PUT /admin/plan-drafts/${id}/editor`, { as: admin, body: {} });
  expect(await answer(hold, 200, PlanDraftEditor)).toMatchObject({ accountId: admin.id });
  const lost = [{ kind: "set", ids: [section], zone: "gone" }];
  expect(
    await answer(post("/saves", { version: 1, operations: lost }), 201, SavedPlanDraft),
  ).toMatchObject({ version: 2 });
  const problem = await refused(post("/publication", { version: 2 }), "invalid-request");
  expect(problem.errors?.[0]?.pointer).toBe("/plan/sections/0/zone");
});
