import { createRoute, z } from "@hono/zod-openapi";
import { type MoveFault, MovePlan, PlanMoveReport } from "../../../contract/admin/plan-moves.ts";
import { Id } from "../../../contract/ids.ts";
import { decodeSnapshot, seatCode } from "../../../contract/live/live.ts";
import { impactOf } from "../../../contract/plan/checking/plan-diff.ts";
import { movePlans } from "../../../contract/plan/checking/plan-move.ts";
import { expandPlan, placeKey } from "../../../contract/plan/seat-places.ts";
import { type MoveFacts, moveSchedulePlan, planMoveFacts } from "../../../db/admin/plan-moves.ts";
import type { AppContext } from "../../app-env.ts";
import { forgetTerms } from "../../buying/pricing.ts";
import { forgetShowFacts } from "../../buying/show-facts.ts";
import { quietly } from "../../buying/telling.ts";
import { purge } from "../../caching/edge-cache.ts";
import { booksOf, found, writer } from "../../books.ts";
import { createRouter, json, jsonBody } from "../../hono.ts";
import { forStaff } from "../../identity/staff.ts";
import { ProblemError, refusalsToAdmins, unwrap } from "../../problem.ts";
import { forgetQueueFacts } from "../../queue/queue-facts.ts";
import { purgeConcert } from "./catalog.ts";

const namesMax = 50;

const move = createRoute({
  method: "post",
  path: "/admin/schedules/{scheduleId}/plan",
  tags: ["Admin: plans"],
  operationId: "moveSchedulePlan",
  summary: "Move a date to another revision of its venue's plan, or see what that would mean",
  ...forStaff("dates.edit"),
  request: { params: z.strictObject({ scheduleId: Id }), ...jsonBody(MovePlan) },
  responses: {
    200: json("What it means, and whether it is done", PlanMoveReport),
    ...refusalsToAdmins("not-found", "conflict", "outcome-unknown", "unavailable"),
  },
});

export const adminPlanMoves = createRouter().openapi(move, async (c) => {
  const { scheduleId } = c.req.valid("param");
  const { revision, prices, isDryRun, seenPlanHash } = c.req.valid("json");
  const db = booksOf(c);
  const now = Date.now();
  const facts = found(await planMoveFacts(db, { scheduleId, revision, now }));
  const object = c.env.SCHEDULE.getByName(scheduleId);
  const { bytes } = unwrap(await object.snapshot());
  const { report, keepsPlaces } = reportOf(
    facts,
    decodeSnapshot(new Uint8Array(bytes))?.statuses ?? null,
    prices,
  );
  if (isDryRun) return c.json(report, 200);
  const seenHash = seenPlanHash ?? facts.planHash;
  // The answer to a move was lost, and this repeats it.
  const isMoved = facts.planHash === facts.wantedHash && seenHash !== facts.planHash;
  if (!isMoved) {
    if (seenHash !== facts.planHash)
      throw new ProblemError("conflict", "The date has moved to another plan meanwhile");
    if (!report.canMove) throw new ProblemError("conflict", report.faults.join(", "));
    const wanted = { scheduleId, seenHash, hash: facts.wantedHash, prices };
    const by = writer(c);
    unwrap(await moveSchedulePlan(db, { ...wanted, needsUntouched: !keepsPlaces, by, now }));
  }
  await tellMove(c, { scheduleId, concertId: facts.concertId });
  return c.json({ ...report, canMove: true, faults: [], isDone: true }, 200);
});

/** The books have moved the date. If its object does not hear of it now, the cron tells it within a minute. */
async function tellMove(c: AppContext, of: { scheduleId: string; concertId: string }) {
  const { scheduleId, concertId } = of;
  await quietly(c.env.SCHEDULE.getByName(scheduleId).refresh());
  forgetQueueFacts(scheduleId);
  forgetTerms(scheduleId);
  forgetShowFacts(scheduleId);
  await purgeConcert(c, concertId, scheduleId);
  const live = ["seats.bin", "seats.bin?packed=1", "remaining"];
  await purge(
    c,
    live.map((name) => `/schedules/${scheduleId}/${name}`),
  );
}

type Given = MovePlan["prices"];

function reportOf(facts: MoveFacts, statuses: Uint8Array | null, given: Given) {
  if (!statuses) throw new ProblemError("unavailable");
  const [from, to] = [facts.plan, facts.wanted].map((plan) => ({ plan, places: expandPlan(plan) }));
  if (!from || !to) throw new Error("two plans");
  const { diff, keepsPlaces, renumbered, retabled } = movePlans(from, to);
  const isSold = (seat: number) => statuses[seat] === seatCode.taken;
  const isHeld = (seat: number) =>
    statuses[seat] === seatCode.held || statuses[seat] === seatCode.notForSale;
  const { soldGone, heldGone, soldMoved, soldRezoned } = impactOf(diff, { isSold, isHeld });
  const gone = [...diff.removed, ...diff.renamed.map(([seat]) => seat)];
  const [sold, held] = [isSold, isHeld].map((is) => statuses.filter((_, seat) => is(seat)).length);
  const isUntouched = facts.isUntouched && sold === 0 && held === 0;
  const zones = to.plan.zones.map(({ id, name }) => {
    const price =
      facts.prices.find((one) => one.id === id) ?? given.find((one) => one.id === id) ?? null;
    return { id, name, priceMinor: price?.priceMinor ?? null, feeMinor: price?.feeMinor ?? null };
  });
  const isStuck = !isUntouched && !keepsPlaces;
  const has: Record<MoveFault, boolean> = {
    "same-plan": facts.planHash === facts.wantedHash,
    "sold-gone": soldGone.length > 0,
    "held-gone": heldGone.length > 0,
    gone: isStuck && gone.length > 0,
    renumbered: isStuck && renumbered.length > 0,
    rezoned: isStuck && (diff.rezoned.length > 0 || !hasZones(facts)),
    table: isStuck && retabled.length > 0,
    zones: zones.some(({ priceMinor }) => priceMinor === null),
  };
  const faults = (Object.keys(has) as MoveFault[]).filter((fault) => has[fault]);
  const named = (seats: readonly number[], places = from.places) => ({
    count: seats.length,
    names: seats.slice(0, namesMax).map((seat) => placeKey(places, seat)),
  });
  const firsts = (pairs: readonly [number, number][]) => pairs.map(([seat]) => seat);
  const report: PlanMoveReport = {
    isDone: false,
    planHash: facts.planHash,
    canMove: faults.length === 0,
    faults,
    isUntouched,
    seatCounts: [from.places.count, to.places.count],
    sold: sold ?? 0,
    held: held ?? 0,
    added: named(diff.added, to.places),
    gone: named(gone),
    soldGone: named(soldGone),
    heldGone: named(heldGone),
    moved: named(firsts(diff.moved)),
    soldMoved: named(soldMoved),
    rezoned: named(firsts(diff.rezoned)),
    soldRezoned: named(soldRezoned),
    renumbered: named(renumbered),
    zones,
  };
  return { report, keepsPlaces };
}

/** Whether the zones come in the same order, as the machine counts them. */
const hasZones = ({ plan, wanted }: MoveFacts): boolean =>
  plan.zones.every(({ id }, at) => wanted.zones[at]?.id === id);
