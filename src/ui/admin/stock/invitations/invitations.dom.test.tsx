import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Invitations } from "../../../../contract/admin/stock/invitations.ts";
import { whole } from "../../../i18n/whole.ts";
import { smallPlan, smallSchedule } from "../../../seat-map/drawing/small-plan.ts";
import { createHall } from "../../../seat-map/hall.ts";
import { employer } from "../../staff/employer.ts";
import { createSelection } from "../../staff-map/marking/selection.ts";
import { staffHallOf } from "../../staff-map/staff-hall.ts";
import { InvitationsCard } from "./invitations-card.tsx";

const w = whole.ko.adminInvitations;
const asked: Invitations = {
  id: "r",
  scheduleId: smallSchedule.id,
  reason: "guest",
  note: "언론 시사",
  state: "asked",
  askedAt: "2026-11-20T20:00:00Z",
  askedBy: "지우",
  decidedBy: null,
  guests: [
    {
      id: "g",
      name: "김하늘",
      mail: null,
      phone: null,
      seats: [0, 1],
      zoneId: null,
      count: 2,
      orderId: null,
      number: null,
      state: "waiting",
      fault: null,
    },
  ],
};
const sent: { path: string; body: unknown }[] = [];

beforeEach(() => {
  sent.length = 0;
  // jsdom knows no dialogs.
  HTMLDialogElement.prototype.showModal = function show() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
  vi.stubGlobal("fetch", (path: string, init: { method: string; body?: string }) => {
    if (init.method === "POST") sent.push({ path, body: JSON.parse(init.body ?? "") as unknown });
    const json = init.method === "POST" ? asked : { items: [asked] };
    return Promise.resolve(Response.json(json));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("[SM16] tickets for guests are asked for of the chosen seats, and only whoever may approve them is asked to decide", async () => {
  const hall = createHall(smallPlan, smallSchedule);
  const staff = staffHallOf({ schedule: smallSchedule, hall });
  const selection = createSelection();
  const works = (rights: string[]) => {
    employer.value = { id: "o", rights } as never;
  };
  works(["stock.edit"]);
  const page = render(<InvitationsCard staff={staff} selection={selection} />);
  await screen.findByText(/김하늘 · B2구역 1열 1–2번/);
  expect(screen.queryByRole("button", { name: w.approve })).toBeNull();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: w.ask }).disabled).toBe(true);
  selection.set([6, 7]);
  await waitFor(() =>
    expect(screen.getByRole<HTMLButtonElement>("button", { name: w.ask }).disabled).toBe(false),
  );
  fireEvent.click(screen.getByRole("button", { name: w.ask }));
  fireEvent.input(screen.getByLabelText(w.name), { target: { value: "이바다" } });
  const form = screen.getByLabelText(w.name).closest("form");
  if (!form) throw new Error("there is no form");
  fireEvent.submit(form);
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.body).toEqual({
    reason: "guest",
    note: "",
    guests: [{ name: "이바다", mail: null, phone: null, seats: [6, 7] }],
  });
  page.unmount();
  works(["stock.approve"]);
  render(<InvitationsCard staff={staff} selection={selection} />);
  fireEvent.click(await screen.findByRole("button", { name: w.approve }));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toMatchObject({ body: { isApproved: true } });
});
