import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { SendMessage } from "../../../../contract/admin/orders/buyer-messages.ts";
import { concert } from "../../../../../test/support/worker/admin-concert.ts";
import { whole } from "../../../i18n/whole.ts";
import { MessageForm } from "./message-form.tsx";

const w = whole.ko.orderPages.messages;

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

it("[OD26] a form says that a lost message may have been sent, and sends a changed one anew only after saying what became of the first", async () => {
  const sent: SendMessage[] = [];
  const answers = [
    () => Promise.reject(new TypeError("lost")),
    () => Promise.reject(new TypeError("lost")),
    () => Promise.resolve(Response.json({ code: "idempotency-mismatch" }, { status: 422 })),
    () => Promise.resolve(Response.json({ items: [], nextCursor: null })),
  ];
  vi.stubGlobal("fetch", (_: string, { body }: RequestInit) => {
    if (!body) return Promise.resolve(Response.json({ buyers: 2, orders: 2, without: 0 }));
    sent.push(JSON.parse(body as string) as SendMessage);
    return answers.shift()?.();
  });
  const onSent = vi.fn<() => void>();
  const { container } = render(
    <MessageForm concert={concert} orderId="" orderNumber="" onSent={onSent} />,
  );
  const type = (id: string, value: string) => {
    const field = container.querySelector(`#${id}`);
    if (!field) throw new Error(`no field ${id}`);
    fireEvent.input(field, { target: { value } });
  };
  for (const id of ["subject-ko", "subject-en", "body-ko", "body-en"]) type(id, "안내");
  await screen.findByText(w.count(2));
  const send = async () => {
    fireEvent.click(screen.getByRole("button", { name: w.send(2) }));
    await screen.findByText(w.sureText(2));
    const yes = screen.getAllByRole("button", { name: w.send(2) }).at(-1);
    if (yes) fireEvent.click(yes);
  };
  await send();
  await screen.findByText(w.unknown);
  await send();
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  await screen.findByText(w.unknown);
  type("body-ko", "고친 안내");
  await send();
  await screen.findByText(w.sentBefore);
  expect(onSent).not.toHaveBeenCalled();
  await send();
  await vi.waitFor(() => expect(onSent).toHaveBeenCalledOnce());
  const [first, second, third, fourth] = sent.map(({ id }) => id);
  expect([second, third]).toEqual([first, first]);
  expect(fourth).not.toBe(first);
});
