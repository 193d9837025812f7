import { batch, signal } from "@preact/signals";
import type { Hold } from "../../contract/sale/holds.ts";
import { type ApiError, asApiError } from "../api/problem.ts";
import type * as salesApi from "../api/sales.ts";
import { keepHolds } from "../holds/kept-holds.ts";
import { clock } from "../state/clock.ts";
import { language } from "../state/language.ts";
import { createPause } from "./pause.ts";
import { keepPass, keptPass, type Pass } from "./pass.ts";

type Api = Pick<
  typeof salesApi,
  "takePlace" | "enterShop" | "getBoard" | "placeHold" | "listHolds" | "releaseHold"
>;

/** The visitor's progress toward the seats. */
export type Stage = "joining" | "inside" | "over" | "trouble";

/**
 * One visitor in one sale. A visitor who is admitted at once stays here. Every other visitor goes to the queue page,
 * which is small enough for a rush, and returns with a pass.
 */
export function createSale(
  scheduleId: string,
  accountId: string,
  api: Api,
  goTo: (path: string) => void = (path) => location.replace(path),
) {
  const stage = signal<Stage>("joining");
  const trouble = signal<ApiError | null>(null);
  const holds = signal<Hold[]>([]);
  const keep = (given: Pass | null) => keepPass(scheduleId, accountId, given);
  const pause = createPause(
    () => api.getBoard(scheduleId),
    () => lookAtHolds().catch(() => {}),
  );
  let pass: Pass | null = null;
  let isStopped = false;
  const queuePath = () => `/queue/${scheduleId}?lang=${language.peek()}`;

  function start(): () => void {
    isStopped = false;
    void join();
    return () => {
      isStopped = true;
    };
  }

  /** Takes a place in line, or finds the existing one. */
  async function join(): Promise<void> {
    const kept = keptPass(scheduleId, accountId);
    if (kept && Date.parse(kept.expiresAt) > clock.serverNow()) {
      await goInside(kept);
      return;
    }
    try {
      const taken = await api.takePlace(scheduleId);
      if (taken.state === "admitted" && taken.admission) await goInside(taken.admission);
      else goTo(queuePath());
    } catch (error) {
      refused(asApiError(error));
    }
  }

  function refused(error: ApiError): void {
    if (error.code === "lobby-not-open" || error.code === "presale-only") {
      goTo(queuePath());
      return;
    }
    batch(() => {
      trouble.value = error;
      stage.value = error.code === "sale-not-open" ? "over" : "trouble";
    });
  }

  async function goInside(given: Pass): Promise<void> {
    pass = given;
    keep(given);
    await lookAtHolds().catch(() => {});
    stage.value = "inside";
  }

  /** More time applies from the next hold on; the pass is longer, too. */
  async function takeMoreTime(): Promise<void> {
    const { place } = await api.takePlace(scheduleId);
    const { admission } = await api.enterShop(scheduleId, place, true);
    if (!admission) return;
    pass = admission;
    keep(admission);
  }

  async function lookAtHolds(): Promise<void> {
    const found = await api.listHolds(scheduleId);
    for (const { serverTime } of found) clock.learn(serverTime);
    keepHolds(accountId, scheduleId, found);
    holds.value = found;
  }

  async function joinAgain(): Promise<void> {
    pass = null;
    keep(null);
    if (isStopped) return;
    stage.value = "joining";
    await join();
  }

  /** Holds seats. A retry after a lost answer uses the same key, so it is the same hold. */
  async function hold(wanted: salesApi.HoldRequest, key: string): Promise<Hold> {
    const held = await api.placeHold(scheduleId, wanted, pass?.pass ?? "", key);
    clock.learn(held.serverTime);
    keepHolds(accountId, scheduleId, [held]);
    holds.value = [held];
    return held;
  }

  async function release(holdId: string): Promise<void> {
    await api.releaseHold(scheduleId, holdId);
    // After a payment attempt, the seats may stay held until the books have answered.
    await lookAtHolds();
  }

  return {
    /** The pass, which opens the live map. */
    passToken: () => pass?.pass ?? "",
    accountId,
    stage,
    trouble,
    holds,
    pause,
    start,
    join,
    joinAgain,
    hold,
    release,
    lookAtHolds,
    takeMoreTime,
  };
}

export type Sale = ReturnType<typeof createSale>;
