import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Account } from "../../contract/people/accounts.ts";
import { language } from "../state/language.ts";
import { pushState } from "./push.ts";
import { account } from "../state/session.ts";
import { PushSwitch } from "./push-switch.tsx";

/** A browser that supports push, with a user who answers the permission prompt this way. */
function browserThat(answers: NotificationPermission) {
  const asked: string[] = [];
  let subscription: object | null = null;
  const made = {
    toJSON: () => ({ endpoint: "https://push.example/1", keys: { p256dh: "P", auth: "A" } }),
    unsubscribe: () => {
      subscription = null;
      return Promise.resolve(true);
    },
  };
  const pushManager = {
    getSubscription: () => Promise.resolve(subscription),
    subscribe: ({ applicationServerKey }: { applicationServerKey: string }) => {
      asked.push(`subscribe ${applicationServerKey}`);
      subscription = made;
      return Promise.resolve(made);
    },
  };
  const registration = { pushManager };
  const serviceWorker = {
    getRegistration: () => Promise.resolve(registration),
    ready: Promise.resolve(registration),
  };
  vi.stubGlobal("PushManager", vi.fn());
  const notification = {
    permission: "default" as NotificationPermission,
    requestPermission: () => {
      asked.push("permission");
      notification.permission = answers;
      return Promise.resolve(answers);
    },
  };
  vi.stubGlobal("Notification", notification);
  Object.defineProperty(navigator, "serviceWorker", { value: serviceWorker, configurable: true });
  vi.stubGlobal("fetch", (url: string, { method = "GET", body }: RequestInit = {}) => {
    asked.push(
      `${method} ${url.replace("/api/v1", "")}${typeof body === "string" ? ` ${body}` : ""}`,
    );
    if (url.endsWith("/push/key")) return Promise.resolve(Response.json({ key: "KEY" }));
    if (method === "PUT") return Promise.resolve(Response.json({ id: "device" }));
    return Promise.resolve(new Response(null, { status: 204 }));
  });
  return asked;
}

beforeEach(() => {
  language.value = "en";
  localStorage.clear();
  pushState.value = "unknown";
  account.value = { id: "a" } as Account;
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, "serviceWorker");
});

const press = async () => {
  const found = screen.getByRole<HTMLInputElement>("switch");
  await waitFor(() => expect(found.disabled).toBe(false));
  fireEvent.click(found);
};
const isOn = () => screen.getByRole<HTMLInputElement>("switch").checked;

it("[PN20] a device asks for permission only after a press, and can be removed again", async () => {
  const asked = browserThat("granted");
  render(<PushSwitch />);
  await waitFor(() => expect(pushState.value).toBe("off"));
  expect(asked).toEqual([]);
  await press();
  await waitFor(() => expect(isOn()).toBe(true));
  const body = { endpoint: "https://push.example/1", keys: { p256dh: "P", auth: "A" } };
  expect(asked).toEqual([
    "permission",
    "GET /push/key",
    "subscribe KEY",
    `PUT /me/push ${JSON.stringify(body)}`,
  ]);
  await press();
  await waitFor(() => expect(isOn()).toBe(false));
  expect(asked.at(-1)).toBe("DELETE /me/push/device");
});

it("[PN21] on a device without push messages, the screen names the reason and the alternative", async () => {
  browserThat("denied");
  const { unmount } = render(<PushSwitch />);
  await press();
  expect(await screen.findByText(/This browser blocks notifications/)).toBeTruthy();
  expect([isOn(), screen.getByRole<HTMLInputElement>("switch").disabled]).toEqual([false, true]);
  unmount();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, "serviceWorker");
  render(<PushSwitch />);
  expect(
    await screen.findByText(/This browser doesn't support notifications. We'll still email/),
  ).toBeTruthy();
});

it("[PN22] push messages that another account switched on in this browser show as off for this account", async () => {
  browserThat("granted");
  const { unmount } = render(<PushSwitch />);
  await press();
  await waitFor(() => expect(isOn()).toBe(true));
  unmount();
  account.value = { id: "b" } as Account;
  render(<PushSwitch />);
  await waitFor(() => expect(pushState.value).toBe("off"));
});
