import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { GuestFile, Invitations } from "../../../../contract/admin/stock/invitations.ts";
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
  guestCount: 1,
  issuedCount: 0,
  faultyCount: 0,
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
const file: GuestFile = {
  guests: [
    { name: "이바다", mail: "sea@frontrow.test", phone: null, seats: [3] },
    { name: "박산", mail: null, phone: "01012345678", zoneId: "r", count: 2 },
  ],
  faults: [{ line: 4, column: "zone", code: "unknown-zone", text: "VVIP" }],
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
    if (path.endsWith("/guest-file")) return Promise.resolve(Response.json(file));
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
  selection.set(Array.from({ length: 21 }, (_, seat) => seat));
  await waitFor(() =>
    expect(screen.getByRole<HTMLButtonElement>("button", { name: w.ask }).disabled).toBe(true),
  );
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

it("[SM18] without chosen seats a number of tickets of a zone is asked for, and a list after its faults were told by line", async () => {
  const hall = createHall(smallPlan, smallSchedule);
  const staff = staffHallOf({ schedule: smallSchedule, hall });
  employer.value = { id: "o", rights: ["stock.edit"] } as never;
  render(<InvitationsCard staff={staff} selection={createSelection()} />);
  fireEvent.click(await screen.findByRole("button", { name: w.ask }));
  fireEvent.input(screen.getByLabelText(w.name), { target: { value: "이바다" } });
  fireEvent.input(screen.getByLabelText(w.count), { target: { value: "3" } });
  const form = screen.getByLabelText(w.name).closest("form");
  if (!form) throw new Error("there is no form");
  fireEvent.submit(form);
  await waitFor(() => expect(sent).toHaveLength(1));
  const who = { name: "이바다", mail: null, phone: null };
  expect(sent[0]?.body).toMatchObject({
    guests: [{ ...who, zoneId: smallSchedule.zones[0]?.id, count: 3 }],
  });
  await waitFor(() => expect(screen.queryByLabelText(w.name)).toBeNull());
  fireEvent.click(screen.getByRole("button", { name: w.list }));
  const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name });
  expect(button(w.listSend("0")).disabled).toBe(true);
  const csv = new File(["name"], "guests.csv", { type: "text/csv" });
  fireEvent.change(screen.getByLabelText(w.listFile), { target: { files: [csv] } });
  await screen.findByText(w.listRead("2", "3"));
  screen.getByText(/4번째 줄: 없는 등급이에요 \(VVIP\)/);
  fireEvent.click(button(w.listSend("2")));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]?.body).toEqual({ reason: "guest", note: "", guests: file.guests });
});
