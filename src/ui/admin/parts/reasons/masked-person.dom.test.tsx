import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { whole } from "../../../i18n/whole.ts";
import { employer } from "../../staff/employer.ts";
import { MaskedPerson } from "./masked-person.tsx";

const w = whole.ko.orderPages;
beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
  employer.value = {
    id: "own",
    name: { ko: "단체", en: "Organization" },
    isOperator: true,
    roles: [],
    rights: ["people.read"],
  } as unknown as NonNullable<typeof employer.value>;
});
afterEach(() => {
  cleanup();
  employer.value = undefined;
});

it("[OD31] an address stays masked until somebody says why they look, and the reason goes with the request", async () => {
  const onLook = vi.fn<(reason: string) => Promise<{ email: string }>>(async () => ({
    email: "anna@mail.de",
  }));
  const masked = (
    <MaskedPerson masked="an•••@mail.de" onLook={onLook} shown={({ email }) => email} />
  );
  render(masked);
  fireEvent.click(screen.getByRole("button", { name: w.look }));
  const show = screen.getByRole<HTMLButtonElement>("button", { name: w.show, hidden: true });
  expect(show.disabled).toBe(true);
  fireEvent.input(screen.getByLabelText(whole.ko.peoplePages.reason), {
    target: { value: " 입장 확인 " },
  });
  fireEvent.click(show);
  await screen.findByText("anna@mail.de");
  expect(onLook.mock.calls).toEqual([["입장 확인"]]);
  expect(screen.queryByText("an•••@mail.de")).toBeNull();
});
