import { act, cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Account } from "../../contract/people/accounts.ts";
import { krStandard } from "../../contract/money/refund-rules.ts";
import { whole } from "../i18n/whole.ts";
import { forgetLoaded } from "../state/resource.ts";
import { account } from "../state/session.ts";
import { CheckoutPage } from "./checkout-page.tsx";
import { eventually } from "../../../test/support/eventually.ts";

const w = whole.ko;
const won = (amount: number) => ({ amount, currency: "KRW" as const });
const text = (ko: string) => ({ ko, en: ko });
const iso = (inMs: number) => new Date(Date.now() + inMs).toISOString();

const seats = [{ seat: 1, section: "A", row: "1", number: "1", zoneId: "r" }];
const hold = (change: object = {}) => ({
  id: "hold-1",
  scheduleId: "schedule-1",
  phase: "choosing",
  expiresAt: iso(300_000),
  serverTime: iso(0),
  isPaused: false,
  canExtend: true,
  seats,
  ...change,
});
const schedule = { id: "schedule-1", concertId: "concert-1", startsAt: iso(40 * 86_400_000) };
const concert = {
  id: "concert-1",
  slug: "slow-letter",
  title: text("느린 편지"),
  poster: "/posters/03-slow-letter.svg",
  venue: { name: text("온빛아트센터"), timeZone: "Asia/Seoul" },
};
const youth = { id: "youth", name: text("청소년"), zones: null, note: null, refundBands: null };
const terms = {
  timeZone: "Asia/Seoul",
  refundPolicy: krStandard,
  discounts: { priceTypes: [{ ...youth, cut: { percent: 30 } }], automatic: [] },
  depositMinutes: 1_440,
};
const priceSeat = { key: "A/1/1", zoneId: "r", zoneName: text("R석"), priceType: null };
const quote = (totalMinor: number) => ({
  seats: [{ ...priceSeat, seat: 1, price: won(totalMinor), discount: won(0), fee: won(0) }],
  discounts: [],
  tickets: won(totalMinor),
  fees: won(0),
  total: won(totalMinor),
});

type Question = "schedule" | "concert" | "holds" | "wallet" | "price" | "terms" | "orders";
const questions: Question[] = ["schedule", "concert", "holds", "wallet", "price", "terms"];

const endings: Record<Question, string> = {
  schedule: "/schedules/schedule-1",
  concert: "/concerts/concert-1",
  holds: "/holds",
  wallet: "/wallet",
  price: "/price",
  terms: "/terms",
  orders: "/orders",
};
const questionOf = (path: string) =>
  (Object.keys(endings) as Question[]).find((question) => path.endsWith(endings[question]));

/** A shop that answers at once, except for the delayed requests. */
function serving() {
  const answers: Record<Question, () => Response> = {
    schedule: () => Response.json(schedule),
    concert: () => Response.json(concert),
    holds: () => Response.json({ items: [hold()] }),
    wallet: () => Response.json({ balance: won(1_000) }),
    price: () => Response.json(quote(11_000)),
    terms: () => Response.json(terms),
    orders: () => Response.json({ code: "conflict" }, { status: 409 }),
  };
  const kept = new Set<Question>();
  const waiting: [Question, () => void][] = [];
  const placed: object[] = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    const question = questionOf(path);
    if (question === undefined) return new Promise(() => {});
    if (question === "orders") placed.push(JSON.parse(init.body as string) as object);
    if (!kept.has(question)) return Promise.resolve(answers[question]());
    return new Promise<Response>((resolve) =>
      waiting.push([question, () => resolve(answers[question]())]),
    );
  });
  const release = (question: Question) => {
    kept.delete(question);
    for (const [of, answer] of waiting.splice(0)) if (of === question) answer();
  };
  return { answers, kept, waiting, placed, release };
}

const show = () =>
  render(
    <CheckoutPage
      params={{ scheduleId: "schedule-1", holdId: "hold-1" }}
      query={new URLSearchParams()}
    />,
  );
const button = () => document.querySelector<HTMLButtonElement>(".pay button");
const agreeAll = () => screen.queryByLabelText<HTMLInputElement>(w.agreements.all);
const transfer = () =>
  screen.queryByRole<HTMLInputElement>("radio", { name: w.payWith.method.transfer });
const mail = () => screen.queryByLabelText<HTMLInputElement>(w.checkout.mailTo);
/** The elements above a control, to detect anything inserted that would push it down. */
const above = (control: Element) =>
  [...document.querySelectorAll("main > div *")].filter(
    (each) => (each.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  ).length;

/** Waits until all answers are drawn, and so are the answers to the requests that they cause. */
async function everythingElse(): Promise<void> {
  for (let turn = 0; turn < 30; turn++)
    await act(async () => {
      await new Promise<void>((done) => void setImmediate(done));
    });
}

beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  forgetLoaded();
  account.value = { id: "fan", name: "김하늘", email: "fan@frontrow.test" } as Account;
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it.each(questions)(
  "[N14] a press while the answer about the %s is awaited is kept, and its control does not move",
  async (late) => {
    const shop = serving();
    shop.kept.add(late);
    show();
    await everythingElse();
    const pressed = [agreeAll(), transfer()].filter((control) => control !== null);
    const typed = mail();
    for (const control of pressed) fireEvent.click(control);
    if (typed) fireEvent.input(typed, { target: { value: "gift@example.com" } });
    const before = pressed.map(above);
    shop.release(late);
    await eventually(() => expect(button()?.textContent).toContain("11,000원"));
    await everythingElse();
    expect(pressed.map((control) => [control.isConnected, control.checked])).toEqual(
      pressed.map(() => [true, true]),
    );
    expect(pressed.map(above)).toEqual(before);
    if (typed) expect(mail()?.value).toBe("gift@example.com");
  },
);

it("[N14] a form that comes back shows all that was chosen in it", async () => {
  const shop = serving();
  show();
  await eventually(() => expect(agreeAll()).not.toBeNull());
  fireEvent.click(agreeAll()!);
  fireEvent.click(transfer()!);
  fireEvent.click(screen.getByRole("radio", { name: w.receipt.type.income }));
  fireEvent.input(screen.getByLabelText(w.receipt.number.income), {
    target: { value: "010-1234-5678" },
  });
  fireEvent.input(mail()!, { target: { value: "gift@example.com" } });
  // Another tab pays, and gives it up.
  shop.answers.holds = () => Response.json({ items: [hold({ phase: "paying" })] });
  fireEvent.click(button()!);
  await eventually(() => expect(agreeAll()).toBeNull());
  shop.answers.holds = () => Response.json({ items: [hold()] });
  dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  await eventually(() => expect(agreeAll()).not.toBeNull());
  expect(agreeAll()!.checked).toBe(true);
  expect(transfer()!.checked).toBe(true);
  expect(mail()!.value).toBe("gift@example.com");
  expect(screen.getByLabelText<HTMLInputElement>(w.receipt.number.income).value).toBe(
    "010-1234-5678",
  );
});

it("[N15] a press on pay while the price reloads pays that price if it arrives unchanged", async () => {
  const shop = serving();
  show();
  await eventually(() => expect(agreeAll()).not.toBeNull());
  fireEvent.click(agreeAll()!);
  shop.kept.add("price");
  fireEvent.change(document.querySelector(".kinds select")!, { target: { value: "youth" } });
  fireEvent.click(button()!);
  await eventually(() => expect(button()!.ariaBusy).toBe("true"));
  expect(shop.placed).toEqual([]);
  shop.release("price");
  await eventually(() => expect(shop.placed).toHaveLength(1));
  expect(shop.placed[0]).toMatchObject({
    expectedMinor: 11_000,
    priceTypes: [{ seat: 1, priceType: "youth" }],
  });
});

it("[N24] a changed price is shown, and is paid only after another press", async () => {
  const shop = serving();
  show();
  await eventually(() => expect(agreeAll()).not.toBeNull());
  fireEvent.click(agreeAll()!);
  shop.kept.add("price");
  shop.answers.price = () => Response.json(quote(7_700));
  fireEvent.change(document.querySelector(".kinds select")!, { target: { value: "youth" } });
  fireEvent.click(button()!);
  shop.release("price");
  await screen.findByText(w.problem["price-changed"]);
  expect(button()!.textContent).toContain("7,700원");
  expect(shop.placed).toEqual([]);
  fireEvent.click(button()!);
  await eventually(() => expect(shop.placed).toHaveLength(1));
  expect(shop.placed[0]).toMatchObject({ expectedMinor: 7_700 });
});
