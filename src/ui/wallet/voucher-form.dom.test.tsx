import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, expect, it, vi } from "vitest";
import { whole } from "../i18n/whole.ts";
import { toast } from "../state/toast.ts";
import { Voucher } from "./voucher-form.tsx";
import { eventually } from "../../../test/support/eventually.ts";

const w = whole.ko.voucher;
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("[V374] an accepted voucher is in the wallet, and a refused one stays in the field with the reason", async () => {
  const refusal = (code: string, status: number) =>
    Response.json({ code, status, title: "", type: "", instance: "" }, { status });
  const answers = [
    refusal("not-found", 404),
    refusal("conflict", 409),
    Response.json({ amount: { amount: 10_000, currency: "KRW" } }),
  ];
  const asked: unknown[] = [];
  vi.stubGlobal("fetch", (_path: string, { body }: RequestInit) => {
    asked.push(body);
    return Promise.resolve(answers.shift());
  });
  const onRedeemed = vi.fn(async () => {});
  render(<Voucher onRedeemed={onRedeemed} />);
  fireEvent.click(screen.getByText(w.title));
  const field = screen.getByLabelText<HTMLInputElement>(w.code);
  fireEvent.input(field, { target: { value: " abc-123 " } });
  const add = () => fireEvent.submit(field.closest("form") as HTMLFormElement);
  add();
  expect((await screen.findByText(w.unknown)).closest("[role=alert]")).toBeTruthy();
  add();
  expect(await screen.findByText(w.spent)).toBeTruthy();
  expect([field.value, field.getAttribute("aria-invalid")]).toEqual([" abc-123 ", "true"]);
  expect(onRedeemed).not.toHaveBeenCalled();
  add();
  await eventually(() => expect(onRedeemed).toHaveBeenCalledOnce());
  expect([field.value, toast.value?.text]).toEqual(["", w.done("10,000원")]);
  expect(asked).toEqual(Array(3).fill('{"code":"ABC-123"}'));
});
