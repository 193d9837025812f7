import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/preact";
import axe from "axe-core";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Account } from "../../../contract/people/accounts.ts";
import type { WaysIn } from "../../../contract/people/ways-in.ts";
import { request, watchSession } from "../../api/request.ts";
import { language } from "../../state/language.ts";
import { forgetLoaded } from "../../state/resource.ts";
import { account } from "../../state/session.ts";
import { proveAgain } from "./prove-again.tsx";
import { SecondStep } from "./second-step.tsx";
import { SecurityPage } from "./security-page.tsx";
import { en } from "./words-en.ts";
import { ko } from "./words-ko.ts";

const time = "2026-11-30T00:00:00.000Z";
const ways: WaysIn = {
  hasPassword: true,
  passkeys: [{ id: "k1", name: "내 휴대폰", createdAt: time, lastUsedAt: null, isBackedUp: true }],
  linked: [{ id: "l1", provider: "kakao", email: "a@b.kr", linkedAt: time, lastUsedAt: time }],
  authenticator: null,
  recoveryCodesLeft: 10,
  available: ["kakao", "naver", "google"],
  hasApps: true,
  provedAt: time,
  isTwofold: false,
  mustBeTwofold: true,
};
type Asked = { method: string; path: string; body: unknown };

/** A server that answers by method and path, and records what it is asked. */
function serving(answers: Record<string, unknown[]>): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", (address: string, init: RequestInit) => {
    const path = address.replace("/api/v1", "");
    const method = init.method ?? "GET";
    asked.push({ method, path, body: init.body ? JSON.parse(init.body as string) : undefined });
    const queue = answers[`${method} ${path}`] ?? [];
    const answer = queue.length > 1 ? queue.shift() : queue[0];
    if (typeof answer === "string")
      return Promise.resolve(
        Response.json({ code: answer, status: 403, title: answer, type: "" }, { status: 403 }),
      );
    return Promise.resolve(
      answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer),
    );
  });
  return asked;
}

beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function show() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
});
afterEach(() => {
  cleanup();
  forgetLoaded();
  vi.unstubAllGlobals();
  account.value = undefined;
  language.value = "ko";
  watchSession({ onEnd: () => {}, mayExist: () => true });
});

const faults = async () => {
  const { violations } = await axe.run(document, {
    // Colors are looked at in a browser.
    rules: {
      "color-contrast": { enabled: false },
      region: { enabled: false },
      "document-title": { enabled: false },
      "html-has-lang": { enabled: false },
    },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
};

it("[WI60] a request that needs a recent proof is sent again after the proof, and the page keeps what was typed", async () => {
  const asked = serving({
    "POST /admin/refunds": ["recent-proof-needed", { id: "r1" }],
    "GET /me/ways-in": [ways],
    "POST /me/proof": ["proof-not-valid", undefined],
  });
  watchSession({ onEnd: () => {}, mayExist: () => true, prove: proveAgain });
  render(<input aria-label="reason" />);
  fireEvent.input(screen.getByLabelText("reason"), { target: { value: "rain" } });
  const done = request("/admin/refunds", { method: "POST", body: { reason: "rain" }, key: "k" });
  const dialog = await screen.findByRole("dialog", { hidden: true });
  expect(await faults()).toEqual([]);
  const inside = within(dialog);
  const submit = async (password: string) => {
    fireEvent.input(await inside.findByLabelText(ko.proof.password), {
      target: { value: password },
    });
    fireEvent.submit(dialog.querySelector("form")!);
  };
  await submit("wrong");
  await inside.findByRole("alert", { hidden: true });
  await submit("right password");
  expect(await done).toEqual({ id: "r1" });
  const [first, ...others] = asked.filter(({ path }) => path === "/admin/refunds");
  expect(others).toEqual([first]);
  expect((screen.getByLabelText("reason") as HTMLInputElement).value).toBe("rain");
  expect(document.querySelector("dialog")).toBe(null);
});

it("[WI60] without a proof the refusal stays one", async () => {
  serving({ "POST /admin/refunds": ["recent-proof-needed"], "GET /me/ways-in": [ways] });
  watchSession({ onEnd: () => {}, mayExist: () => true, prove: () => Promise.resolve(false) });
  const refused = request("/admin/refunds", { method: "POST", body: {} });
  await expect(refused).rejects.toMatchObject({ code: "recent-proof-needed" });
});

it("[WI61] the page shows every way in with its last use, and new codes only once", async () => {
  const asked = serving({
    "GET /me/ways-in": [ways],
    "POST /me/recovery-codes": [{ codes: ["4F7K-Q2MX-9TRD-HB3W"] }],
    "POST /me/authenticator": [{ secret: "GEZDGNBVGY3TQOJQ", uri: "otpauth://totp/a?secret=G" }],
  });
  account.value = { id: "a", name: "김하늘", email: "a@b.kr" } as Account;
  for (const [lang, w] of [
    ["ko", ko],
    ["en", en],
  ] as const) {
    language.value = lang;
    const { unmount } = render(<SecurityPage params={{}} query={new URLSearchParams()} />);
    await screen.findByText("내 휴대폰");
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(w.title);
    for (const text of [w.mustProve, w.noPassword === "" ? "" : w.hasPassword])
      expect(screen.getByText(text)).toBeTruthy();
    expect(screen.getByText(new RegExp(w.neverUsed))).toBeTruthy();
    for (const name of [`${w.unlink}: ${w.provider.kakao}`, w.link(w.provider.naver)])
      expect(screen.getByRole("button", { name })).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: w.addApp }));
    await screen.findByRole("img", { name: w.qr });
    expect(screen.getByText("GEZD GNBV GY3T QOJQ")).toBeTruthy();
    const renew = screen.getByRole("button", { name: w.renewCodes });
    await vi.waitFor(() => expect(renew.getAttribute("aria-busy")).toBe("false"));
    fireEvent.click(renew);
    await screen.findByText("4F7K-Q2MX-9TRD-HB3W");
    expect(await faults()).toEqual([]);
    fireEvent.click(screen.getByRole("button", { name: w.kept }));
    expect(screen.queryByText("4F7K-Q2MX-9TRD-HB3W")).toBe(null);
    unmount();
    void act(() => forgetLoaded());
  }
  expect(asked.some(({ path }) => path === "/me/recovery-codes")).toBe(true);
});

it("[WI62] the second step signs in by one factor, and another is one press away", async () => {
  const known = { id: "a", name: "김하늘" } as Account;
  const asked = serving({ "POST /sessions/second-step": ["proof-not-valid", { account: known }] });
  const onDone = vi.fn();
  const step = { token: "t", factors: ["app", "recovery"] as const, expiresAt: time };
  render(<SecondStep step={{ ...step, factors: [...step.factors] }} onDone={onDone} />);
  fireEvent.input(screen.getByLabelText(ko.proof.app), { target: { value: "123456" } });
  fireEvent.submit(document.querySelector("form")!);
  await screen.findByRole("alert");
  expect(onDone).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole("button", { name: ko.other.recovery }));
  fireEvent.input(screen.getByLabelText(ko.proof.recovery), { target: { value: "4F7K" } });
  expect(await faults()).toEqual([]);
  fireEvent.submit(document.querySelector("form")!);
  await vi.waitFor(() => expect(onDone).toHaveBeenCalledWith(known));
  expect(asked.map(({ body }) => body)).toEqual([
    { token: "t", code: "123456" },
    { token: "t", recoveryCode: "4F7K" },
  ]);
});
