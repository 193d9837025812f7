import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, it, vi } from "vitest";
import type { AdminSchedule } from "../../../contract/admin/sales.ts";
import type { CancellationStory } from "../../../contract/admin/shows.ts";
import { whole } from "../../i18n/whole.ts";
import { CancelForm } from "./show-cancel-form.tsx";
import { Progress } from "./show-progress.tsx";

const won = (amount: number) => ({ amount, currency: "KRW" as const });
const story: CancellationStory = {
  scheduleId: "s",
  state: "planned",
  orders: 3,
  tickets: 5,
  ordersDone: 0,
  refund: won(55_000),
  compensation: won(5_000),
  toWallets: won(25_000),
  byHand: won(0),
  toOriginal: won(35_000),
  reason: null,
  compensationPercent: 10,
  startedAt: null,
  doneAt: null,
};
const schedule = { slug: "slow-letter" } as AdminSchedule;
const w = whole.ko.adminShows;

afterEach(cleanup);

it("[AD23] a show is canceled only with a reason and its own name typed, after its consequences were shown", () => {
  const onYes = vi.fn();
  const rest = { percent: 10, isBusy: false, onPercent: () => {} };
  render(<CancelForm story={story} schedule={schedule} {...rest} onYes={onYes} />);
  expect(document.querySelector("dl")?.textContent).toContain("55,000원");
  const go = screen.getByRole<HTMLButtonElement>("button", { name: w.callOff });
  const type = (label: string | RegExp, value: string) =>
    fireEvent.input(screen.getByLabelText(label), { target: { value } });
  expect(go.disabled).toBe(true);
  type(w.typeName("slow-letter"), "slow-lette");
  type(w.reason, "태풍");
  expect(go.disabled).toBe(true);
  type(w.typeName("slow-letter"), "slow-letter");
  type(w.reason, "  ");
  expect(go.disabled).toBe(true);
  type(w.reason, " 태풍 ");
  fireEvent.click(go);
  expect(onYes).toHaveBeenCalledWith("태풍");
});

it("[AD44] a show is canceled only with a reason and its own name typed, and then displays the progress of its refunds", () => {
  const running = { ...story, state: "running", orders: 1, ordersDone: 3, reason: "태풍" } as const;
  const onContinue = vi.fn();
  const { rerender } = render(<Progress story={running} isBusy={false} onContinue={onContinue} />);
  expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("75");
  fireEvent.click(screen.getByRole("button", { name: w.goOn }));
  expect(onContinue).toHaveBeenCalledOnce();
  rerender(
    <Progress
      story={{ ...running, orders: 0, ordersDone: 4 }}
      isBusy={false}
      onContinue={onContinue}
    />,
  );
  expect(screen.getByText(w.state.done)).toBeTruthy();
  expect(screen.queryByRole("button", { name: w.goOn })).toBeNull();
});
