import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { AdminCategories } from "../../../contract/admin/categories.ts";
import { whole } from "../../i18n/whole.ts";
import { forgetLoaded } from "../../state/resource.ts";
import { CategoriesPage } from "./categories-page.tsx";

const w = whole.ko.adminCategories;
const category = (slug: string, name: string) => ({
  slug,
  name: { ko: name, en: slug },
  color: 1,
  isArchived: false,
  concerts: 2,
});
const known: AdminCategories = {
  revision: 9,
  items: [category("concert", "콘서트"), category("sports", "스포츠")],
};

type Sent = { body: { items: { slug: string; isArchived: boolean }[] }; match: string };
let sent: Sent[];
let refusal: object | null;

beforeEach(() => {
  sent = [];
  refusal = null;
  forgetLoaded();
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  vi.stubGlobal("fetch", (_: string, init: RequestInit = {}) => {
    if (init.method !== "PUT") return Promise.resolve(Response.json(known));
    const headers = init.headers as Record<string, string>;
    sent.push({
      body: JSON.parse(init.body as string) as Sent["body"],
      match: headers["if-match"] ?? "",
    });
    return Promise.resolve(
      refusal ? Response.json(refusal, { status: 412 }) : Response.json({ ...known, revision: 10 }),
    );
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

it("[VN26] categories are moved, archived and added by keyboard, and saved as one list against its revision", async () => {
  render(<CategoriesPage />);
  await screen.findByRole("heading", { name: "스포츠" });
  press(w.up("스포츠"));
  press(w.archive("콘서트"));
  press(w.add);
  press(w.save);
  // A new one without names and an address is named at its fields.
  expect(screen.getByText(w.fault.badSlug)).toBeTruthy();
  expect(screen.getByText(w.fault.needed)).toBeTruthy();
  expect(sent).toEqual([]);
  fireEvent.input(screen.getByLabelText(w.slug), { target: { value: "sports" } });
  press(w.save);
  expect(screen.getByText(w.fault.slugTwice)).toBeTruthy();
  press(w.remove);
  press(w.save);
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.match).toBe('"9"');
  expect(sent[0]?.body.items.map(({ slug, isArchived }) => [slug, isArchived])).toEqual([
    ["sports", false],
    ["concert", true],
  ]);
});

it("[VN27] categories that somebody else saved meanwhile are not overwritten", async () => {
  refusal = { code: "changed-meanwhile", detail: "The revision is 11" };
  render(<CategoriesPage />);
  await screen.findByRole("heading", { name: "스포츠" });
  press(w.down("콘서트"));
  press(w.save);
  await screen.findByText(w.changed);
  expect(screen.getByRole("button", { name: w.reload })).toBeTruthy();
});
