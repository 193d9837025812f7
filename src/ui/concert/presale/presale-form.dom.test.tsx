import { cleanup, fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Account } from "../../../contract/people/accounts.ts";
import { whole } from "../../i18n/whole.ts";
import { forgetLoaded } from "../../state/resource.ts";
import { account } from "../../state/session.ts";
import { PresaleForm } from "./presale-form.tsx";

const w = whole.ko.presale;
const item = {
  id: "p",
  name: { ko: "팬클럽 선예매", en: "Fan club" },
  opensAt: "2027-01-10T20:00:00+09:00",
  closesAt: "2027-01-10T21:00:00+09:00",
};
const answer = (isVerified: boolean) =>
  Response.json({ items: [{ ...item, isVerified }], grant: null });

beforeEach(() => {
  forgetLoaded();
  account.value = { id: "a", name: "하늘" } as Account;
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("[AD27] a fan verifies for a presale ahead of time, by a code or by a list, and sees when it opens", async () => {
  const sent: unknown[] = [];
  vi.stubGlobal("fetch", (_url: string, init: RequestInit) => {
    if (init.method !== "POST") return Promise.resolve(answer(false));
    sent.push(JSON.parse(init.body as string));
    const code = sent.length === 1 ? "not-found" : "code-not-valid";
    const refusal = { type: "x", title: "x", status: sent.length === 1 ? 404 : 422, code };
    return Promise.resolve(
      sent.length < 3 ? Response.json(refusal, { status: refusal.status }) : answer(true),
    );
  });
  render(<PresaleForm scheduleId="s" timeZone="Asia/Seoul" />);
  const verify = () => fireEvent.click(screen.getByRole("button", { name: w.verify }));
  verify();
  await screen.findByText(w.notListed);
  fireEvent.input(screen.getByLabelText(w.code), { target: { value: " wrong " } });
  verify();
  await screen.findByText(whole.ko.problem["code-not-valid"]);
  fireEvent.input(screen.getByLabelText(w.code), { target: { value: "AB12" } });
  verify();
  await screen.findByText(w.verified("팬클럽 선예매"));
  expect(sent).toEqual([{}, { code: "wrong" }, { code: "AB12" }]);
  expect(screen.queryByLabelText(w.code)).toBeNull();
});
