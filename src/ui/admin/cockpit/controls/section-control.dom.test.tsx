import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { StockBlockSeats, StockPreview } from "../../../../contract/admin/stock/stock.ts";
import type { SeatPlan } from "../../../../contract/plan/seat-plan.ts";
import type { NewBlock } from "../../../api/selling/stock.ts";
import { whole } from "../../../i18n/whole.ts";
import { SectionControl } from "./section-control.tsx";

beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= () => {};
  HTMLDialogElement.prototype.close ??= () => {};
});
afterEach(cleanup);

it("[CK30] closing a section says first what it touches, and so does opening it again", async () => {
  const w = whole.ko.cockpit;
  const asked: (readonly number[])[] = [];
  const made: NewBlock[] = [];
  const released: string[] = [];
  const touched = { free: 3, held: 2, kept: 1, paying: 1, sold: 5, blocked: 0, total: 12 };
  const api = {
    preview: (seats: readonly number[]) => {
      asked.push(seats);
      return Promise.resolve(touched as StockPreview);
    },
    create: (block: NewBlock) => {
      made.push(block);
      return Promise.resolve({} as StockBlockSeats);
    },
    release: (id: string) => {
      released.push(id);
      return Promise.resolve(null);
    },
  };
  const plan = {
    sections: [],
    areas: [
      { id: "S", capacity: 2 },
      { id: "T", capacity: 3 },
    ],
  } as unknown as SeatPlan;
  const closed = [{ blockId: "b1", section: "S", seats: 2 }];
  const changed: string[] = [];
  const onChanged = async () => void changed.push("again");
  render(<SectionControl {...{ api, plan, closed, onChanged }} />);
  const options = [...document.querySelectorAll("option")].map(({ value }) => value);
  expect(options).toEqual(["", "T"]);
  fireEvent.change(screen.getByLabelText(w.section), { target: { value: "T" } });
  fireEvent.click(screen.getByRole("button", { name: w.close }));
  await screen.findByText(w.sureCloseText({ free: "3", held: "3", paying: "1", sold: "5" }));
  expect([asked, made]).toEqual([[[2, 3, 4]], []]);
  const [yes] = [...document.querySelectorAll<HTMLButtonElement>("dialog .btn--danger-solid")];
  if (yes) fireEvent.click(yes);
  await expect.poll(() => changed).toEqual(["again"]);
  expect(made).toMatchObject([{ kind: "killed", seats: [2, 3, 4], isPartial: true }]);
  fireEvent.click(screen.getByRole("button", { name: w.openAgain }));
  screen.getByText(w.sureOpenText("2"));
  const [sure] = [...document.querySelectorAll<HTMLButtonElement>("dialog .btn--primary")];
  if (sure) fireEvent.click(sure);
  await expect.poll(() => released).toEqual(["b1"]);
});
