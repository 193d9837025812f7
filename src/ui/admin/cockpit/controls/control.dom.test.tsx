import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { SaleChange } from "../../../../contract/admin/catalog-changes.ts";
import type { AdminSchedule, WatchedSale } from "../../../../contract/admin/sales.ts";
import { ApiError } from "../../../api/problem.ts";
import { whole } from "../../../i18n/whole.ts";
import { type ControlApi, createControl } from "./control-state.ts";
import { NoticeDialog } from "./notice-dialog.tsx";

const text = (ko: string) => ({ ko, en: ko });
const open: AdminSchedule = {
  id: "s",
  revision: 4,
  slug: "slow-letter",
  title: text("느린 편지"),
  venue: text("온빛"),
  timeZone: "Asia/Seoul",
  startsAt: "2027-02-13T14:00:00+09:00",
  sale: "open",
  saleOpensAt: "2027-01-13T14:00:00+09:00",
  saleClosesAt: "2027-02-13T13:00:00+09:00",
  lobbyOpensAt: "2027-01-13T13:30:00+09:00",
  seatCount: 100,
  sold: 10,
  shoppersMax: 50,
  admitPerMinute: 600,
  order: "fifo",
  notice: null,
  presales: [],
};

/** A server that answers on demand. */
function standIn() {
  let schedule = open;
  const sent: SaleChange[] = [];
  const seen: number[] = [];
  const answers: { yes: () => void; no: (error: ApiError) => void }[] = [];
  const api: ControlApi = {
    read: () => Promise.resolve<WatchedSale>({ schedule, live: null }),
    report: () => Promise.reject(new ApiError("offline")),
    acts: () => Promise.resolve({ items: [], nextCursor: null }),
    change: ({ revision }, change) => {
      sent.push(change);
      seen.push(revision);
      return new Promise((yes, no) => answers.push({ yes: () => yes(null), no }));
    },
    extend: () => Promise.reject(new ApiError("outcome-unknown")),
  };
  const set = (sale: AdminSchedule["sale"]) => (schedule = { ...open, sale });
  return { api, sent, seen, answers, set };
}

beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= () => {};
  HTMLDialogElement.prototype.close ??= () => {};
});
afterEach(cleanup);

it("[AD9] an action shows as requested, and as done only after the server confirms it", async () => {
  const { api, answers, set } = standIn();
  const control = createControl(api);
  await control.load();
  const done = control.change({ action: "pause" });
  expect([control.sale.value?.schedule.sale, control.awaited.value]).toEqual(["open", "paused"]);
  // A second press while the first is under way does nothing.
  expect(await control.change({ action: "close" })).toBe(false);
  set("paused");
  answers[0]?.yes();
  expect(await done).toBe(true);
  expect([control.sale.value?.schedule.sale, control.awaited.value]).toEqual(["paused", null]);
});

it("[AD40] after a refused action the sale shows as it was, and after one with an unknown outcome it shows as the server reports it", async () => {
  const { api, answers, set } = standIn();
  const control = createControl(api);
  await control.load();
  const refused = control.change({ action: "close" });
  answers[0]?.no(new ApiError("conflict"));
  expect(await refused).toBe(false);
  expect(control.refusal.value?.code).toBe("conflict");
  expect([control.sale.value?.schedule.sale, control.awaited.value]).toEqual(["open", null]);
  const lost = control.change({ action: "pause" });
  set("paused");
  answers[1]?.no(new ApiError("outcome-unknown"));
  expect(await lost).toBe(false);
  expect(control.refusal.value?.code).toBe("outcome-unknown");
  expect(control.sale.value?.schedule.sale).toBe("paused");
  expect(await control.extend(5)).toBe(false);
});

it("[AD41] new limits can be set in every state of the sale, and do not change that state", async () => {
  const { api, answers, sent, seen, set } = standIn();
  set("paused");
  const control = createControl(api);
  await control.load();
  const done = control.setTerms({ admitPerMinute: 60 });
  expect(control.awaited.value).toBeNull();
  answers[0]?.yes();
  expect(await done).toBe(true);
  expect(sent).toEqual([{ action: "pause", admitPerMinute: 60 }]);
  expect(seen).toEqual([4]);
});

it("[AD10] a pause requires a reason in both languages, in the words that fans will read", async () => {
  const { api, answers, sent } = standIn();
  const control = createControl(api);
  await control.load();
  render(<NoticeDialog control={control} schedule={open} isPause onClose={() => {}} />);
  const w = whole.ko.adminQueue;
  const [ko, en] = [screen.getByLabelText(w.inKorean), screen.getByLabelText(w.inEnglish)];
  const [send] = [...document.querySelectorAll<HTMLButtonElement>("[type=submit]")];
  fireEvent.input(ko, { target: { value: "곧 다시 열어요" } });
  fireEvent.input(en, { target: { value: "  " } });
  expect(send?.disabled).toBe(true);
  fireEvent.input(en, { target: { value: "Back soon" } });
  const shown = [...document.querySelectorAll(".note")].map((note) => note.textContent);
  expect(shown).toEqual(["곧 다시 열어요", "Back soon"]);
  if (send) fireEvent.click(send);
  answers[0]?.yes();
  expect(sent).toEqual([{ action: "pause", notice: { ko: "곧 다시 열어요", en: "Back soon" } }]);
});
