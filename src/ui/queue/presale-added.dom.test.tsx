import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { queueWordNames } from "../../contract/sale/queue-page.ts";

const reload = vi.fn();
const words = Object.fromEntries(queueWordNames.map((name) => [name, name]));
const data = { scheduleId: "s", language: "en", accountId: "a", siteKey: null, timeZone: "UTC" };

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
  reload.mockClear();
  vi.stubGlobal("checksPersons", false);
  vi.stubGlobal("location", { reload });
  const refusal = { code: "presale-only", status: 403 };
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json(refusal, { status: 403 })));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function openWith(form: string): Promise<void> {
  const json = JSON.stringify({ ...data, words });
  document.body.innerHTML = `<script type="application/json" id="queue-data">${json}</script>${form}`;
  await import("./queue.ts");
  await vi.advanceTimersByTimeAsync(30_000);
}

it("[QH51] a queue page from before the presale was added loads again to get the form for the code", async () => {
  await openWith("");
  expect(document.body.dataset["state"]).toBe("presale");
  expect(reload).toHaveBeenCalled();
});

it("[QH51] a queue page with the form for the code stays as it is", async () => {
  await openWith('<form id="presale-form"></form>');
  expect(document.body.dataset["state"]).toBe("presale");
  expect(reload).not.toHaveBeenCalled();
});
