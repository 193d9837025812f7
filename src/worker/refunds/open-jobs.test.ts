import { expect, it, vi } from "vitest";
import { goOnWithAll } from "./open-jobs.ts";

it("[RJ10] a refund job that fails does not stop the others", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const ran: string[] = [];
  await goOnWithAll(["first", "broken", "last"], (id) => {
    ran.push(id);
    return id === "broken" ? Promise.reject(new Error("No such date")) : Promise.resolve();
  });
  expect(ran).toEqual(["first", "broken", "last"]);
  expect(logged.mock.calls).toEqual([["cron: refund job", "broken", "Error: No such date"]]);
});
