import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { useState } from "preact/hooks";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { AdminDate } from "../../../contract/admin/changes/concert-changes.ts";
import type { AutomaticDiscount, PriceType } from "../../../contract/money/price.ts";
import { concert } from "../../../../test/support/worker/admin-concert.ts";
import { whole } from "../../i18n/whole.ts";
import { DiscountsForm } from "../concerts/discounts-form.tsx";
import { MemberDiscounts } from "./member-discounts.tsx";
import { PriceTypes } from "./price-types.tsx";

const [plain] = concert.dates;
if (!plain) throw new Error("the concert has a date");
const { prices: w, languages } = whole.ko.concertDraft;
const both = (text: string) => ({ ko: text, en: text });
const priceType = (id: string, percent = 20): PriceType => {
  return { id, name: both(id), zones: null, cut: { percent }, note: null };
};
const discount = (id: string, kind: AutomaticDiscount["kind"]): AutomaticDiscount => {
  const tier = kind === "member" ? "gold" : null;
  return { ...priceType(id), kind, fromMs: null, untilMs: null, tier };
};
const of = { zones: plain.zones, currency: "KRW" as const, timeZone: "Asia/Seoul" };

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });

/** The list of price types, which changes as they are edited. */
function openTypes(types: PriceType[]) {
  const shown = { types };
  function List() {
    const [now, set] = useState(types);
    shown.types = now;
    return <PriceTypes types={now} of={of} onChange={set} />;
  }
  render(<List />);
  return shown;
}

function addType(name: string) {
  press(w.addType);
  const named = within(screen.getByRole("group", { name: w.typeName }));
  for (const lang of ["ko", "en"] as const)
    fireEvent.input(named.getByLabelText(languages[lang]), { target: { value: name } });
  press(w.save);
}

beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("[CH58] after somebody else's change of the discounts, a form saves its own and keeps the other's", async () => {
  const sent: AdminDate["discounts"][] = [];
  const answers = [412, 200];
  vi.stubGlobal("fetch", (_: string, { body }: RequestInit) => {
    sent.push((JSON.parse(body as string) as { discounts: AdminDate["discounts"] }).discounts);
    const status = answers.shift() ?? 200;
    return Promise.resolve(
      Response.json(status === 412 ? { code: "changed-meanwhile" } : {}, { status }),
    );
  });
  const before = {
    priceTypes: [priceType("youth"), priceType("veteran"), priceType("club")],
    automatic: [discount("early", "early-bird"), discount("gold", "member")],
  };
  // Somebody else raised one, removed one, added one and ended the early bird.
  const theirs = {
    priceTypes: [priceType("youth", 50), priceType("veteran"), priceType("senior")],
    automatic: [discount("gold", "member"), discount("silver", "member")],
  };
  function Page() {
    const [date, set] = useState<AdminDate>({ ...plain!, discounts: before });
    return (
      <DiscountsForm
        {...of}
        date={date}
        onClose={() => undefined}
        onChanged={() => Promise.resolve()}
        onReload={() => Promise.resolve(set({ ...date, revision: 4, discounts: theirs }))}
      />
    );
  }
  render(<Page />);
  addType("family");
  press(w.editType("veteran"));
  type(w.cut, "35");
  press(w.save);
  press(w.editType("gold"));
  press(w.removeType);
  press(whole.ko.adminConcerts.save);
  await waitFor(() => expect(sent).toHaveLength(1));
  fireEvent.click(await screen.findByRole("button", { name: whole.ko.adminVenues.merge }));
  await screen.findByText("senior");
  expect(screen.queryByText("club")).toBeNull();
  press(whole.ko.adminConcerts.save);
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toEqual({
    priceTypes: [
      priceType("youth", 50),
      priceType("veteran", 35),
      priceType("senior"),
      expect.objectContaining({ name: both("family") }),
    ],
    automatic: [discount("silver", "member")],
  });
});

it("[CH59] a discount is not saved while a number is out of its range or no zone is chosen", () => {
  const shown = openTypes([priceType("youth")]);
  press(w.editType("youth"));
  type(w.cut, "120");
  press(w.save);
  expect(screen.getByRole("dialog", { hidden: true })).toBeTruthy();
  type(w.cut, "25");
  fireEvent.click(screen.getByLabelText(w.allZones));
  fireEvent.click(screen.getByLabelText("R석"));
  expect(screen.getByText(w.noZone)).toBeTruthy();
  press(w.save);
  expect(shown.types).toEqual([priceType("youth")]);
  fireEvent.click(screen.getByLabelText("R석"));
  press(w.save);
  expect(shown.types).toEqual([{ ...priceType("youth", 25), zones: ["r"] }]);
  cleanup();

  const onChange = vi.fn();
  render(<MemberDiscounts automatic={[discount("gold", "member")]} of={of} onChange={onChange} />);
  press(w.editType("gold"));
  type(w.cut, "0");
  press(w.save);
  expect(onChange).not.toHaveBeenCalled();
});

it("[CH78] a new price type or member discount has an id that none had before", () => {
  const shown = openTypes([]);
  addType("youth");
  const [first] = shown.types;
  press(w.editType("youth"));
  press(w.removeType);
  expect(shown.types).toEqual([]);
  addType("senior");
  expect(shown.types[0]?.id).not.toBe(first?.id);
  expect(shown.types[0]?.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  cleanup();

  const onChange = vi.fn<(automatic: AutomaticDiscount[]) => void>();
  render(<MemberDiscounts automatic={[]} of={of} onChange={onChange} />);
  for (let times = 0; times < 2; times++) {
    press(w.addMember);
    press(w.save);
  }
  const ids = onChange.mock.calls.map(([automatic]) => automatic[0]?.id);
  expect(new Set(ids).size).toBe(2);
});

it("[CH79] the most that a percentage takes off is shown and stays when the percentage is changed", () => {
  const capped = { ...priceType("youth"), cut: { percent: 20, maxMinor: 5_000 } };
  const shown = openTypes([capped]);
  expect(screen.getByText("−20% (≤ ", { exact: false }).textContent).toContain("5,000");
  press(w.editType("youth"));
  type(w.cut, "25");
  press(w.save);
  expect(shown.types).toEqual([{ ...capped, cut: { percent: 25, maxMinor: 5_000 } }]);
});
