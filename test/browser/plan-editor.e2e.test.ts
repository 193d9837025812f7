import type { Page } from "playwright-core";
import { expect, inject, it } from "vitest";
import { looker } from "../support/browser/axe.ts";
import { desktop, Visitor, words } from "../support/browser/browser.ts";

const w = words.en.planEditor;

/** An empty plan of a new venue, open in the editor of an admin. */
async function openDraft() {
  const visitor = await Visitor.arrive(desktop);
  await visitor.signUp(0, "admin");
  const { page } = visitor;
  const both = (text: string) => ({ ko: text, en: text });
  const place = { name: both("Hall"), city: both("Seoul"), address: both("1 Street") };
  const { id: venueId } = await post(page, "venues", place);
  const plan = {
    format: "seatplan/1",
    name: both("New hall"),
    bounds: [-2_000, -600, 2_000, 2_600],
    focus: [0, 0],
    levels: [{ id: "1", name: both("Stalls") }],
    zones: [
      { id: "r", name: { ko: "R석", en: "R" }, color: 2 },
      { id: "s", name: { ko: "S석", en: "S" }, color: 3 },
    ],
    stage: [],
    sections: [],
    areas: [],
  };
  const { id } = await post(page, "plan-drafts", { venueId, plan });
  const path = `/admin/plans/drafts/${id}`;
  await page.goto(path);
  await page.locator(".pe__canvas").waitFor();
  return { visitor, page, path };
}

async function post(page: Page, path: string, data: object): Promise<{ id: string }> {
  const headers = { origin: inject("siteUrl") };
  const made = await page.request.post(`/api/v1/admin/${path}`, { headers, data });
  expect(made.status(), await made.text()).toBe(201);
  return (await made.json()) as { id: string };
}

const confirmed = (page: Page, places: number) =>
  page.locator(".badge--open", { hasText: w.confirmed(places) }).waitFor();

it("[PE22] somebody makes a plan of 800 seats by hand and publishes it", async () => {
  const { visitor, page } = await openDraft();
  const { faults, check } = looker(page);
  const canvas = await page.locator(".pe__canvas").boundingBox();
  const [left, top] = [canvas?.x ?? 0, canvas?.y ?? 0];
  const drag = async (from: [number, number], to: [number, number]) => {
    await page.mouse.move(left + from[0], top + from[1]);
    await page.mouse.down();
    await page.mouse.move(left + to[0], top + to[1], { steps: 3 });
    await page.mouse.up();
  };
  await check("an empty plan");
  await page.getByRole("button", { name: w.tools.stage }).click();
  await drag([430, 90], [640, 140]);
  await page.getByRole("button", { name: w.tools.block, exact: true }).click();
  await page.locator("#new-rows").fill("10");
  await page.locator("#new-seats").fill("20");
  await page.locator("#new-seats").press("Enter");
  for (const [x, y] of [
    [300, 320],
    [760, 320],
    [300, 620],
    [760, 620],
  ] as const)
    await page.mouse.click(left + x, top + y);
  await page.keyboard.press("Escape");
  await confirmed(page, 800);
  await check("a selected section");
  await page.mouse.click(left + 760, top + 620);
  await page.locator(".pe__zone", { hasText: "S" }).click();
  await page.locator(".pe__group input[type=range]").fill("60");
  await page.getByRole("tab", { name: w.panels.checks }).click();
  await page.getByText(w.checking.fine).waitFor();
  await check("the checks");
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await check("the keys");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: w.publish }).click();
  await page.getByRole("dialog").getByRole("button", { name: w.publishing.yes }).click();
  await page.getByText(w.publishing.doneText(800)).waitFor();
  await check("the published plan");
  expect(faults).toEqual({});
  await visitor.leave();
});

it("[PE23] somebody makes a plan of 800 seats by the keyboard alone and publishes it", async () => {
  const { visitor, page } = await openDraft();
  const press = (key: string) => page.keyboard.press(key);
  await visitor.tabTo(new RegExp(`^${w.canvas}`));
  for (const key of ["m", "Enter", "Escape", "b"]) await press(key);
  await visitor.tabTo(`${w.shape.rows} (${w.shape.rowUnit})`);
  await page.keyboard.type("10");
  await visitor.tabTo(`${w.shape.seats} (${w.shape.seatUnit})`);
  await page.keyboard.type("40");
  await visitor.tabTo(w.placeInMiddle);
  for (const key of ["Enter", "Escape", "Control+d"]) await press(key);
  await visitor.tabTo(new RegExp(`^${w.canvas}`));
  for (let step = 0; step < 11; step++) await press("Shift+ArrowDown");
  await confirmed(page, 800);
  for (const key of ["Control+z", "Control+Shift+z"]) await press(key);
  await visitor.tabTo(w.panels.properties);
  await press("ArrowRight");
  await visitor.tabTo(/^A · 10 rows · 400 seats/);
  for (const key of ["ArrowRight", "ArrowDown", "Enter"]) await press(key);
  await page.locator(".pe__bubble", { hasText: w.seatsSelected(40) }).waitFor();
  await visitor.tabTo(w.publish);
  await press("Enter");
  await page.getByRole("dialog").waitFor();
  await visitor.tabTo(w.publishing.yes);
  await press("Enter");
  await page.getByText(w.publishing.doneText(800)).waitFor();
  await visitor.leave();
});

it("[PE24] of two editors of one plan the second looks on until it takes over, and then the first is told", async () => {
  const { visitor: first, page, path } = await openDraft();
  const { name } = (await (await page.request.get("/api/v1/me")).json()) as { name: string };
  await page.keyboard.press("b");
  await page.getByRole("button", { name: w.placeInMiddle }).click();
  await confirmed(page, 96);
  const second = await Visitor.arrive(desktop);
  await second.signUp(0, "admin");
  await second.page.goto(path);
  await second.page.getByText(w.lock.edits(name)).waitFor();
  expect(
    await second.page.getByRole("button", { name: w.tools.block, exact: true }).isDisabled(),
  ).toBe(true);
  await second.page.getByRole("button", { name: w.lock.takeOver }).click();
  await second.page.getByText(w.lock.text).waitFor({ state: "detached" });
  await second.page.locator(".pe__canvas").focus();
  for (const key of ["Control+a", "Control+d"]) await second.page.keyboard.press(key);
  await confirmed(second.page, 192);
  await page.locator(".pe__canvas").focus();
  for (const key of ["Control+a", "ArrowDown"]) await page.keyboard.press(key);
  await page.getByText(w.lock.text).waitFor();
  for (const each of [first, second]) await each.leave();
});
