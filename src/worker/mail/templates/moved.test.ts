import { expect, it } from "vitest";
import { move, now, order, row, speaking } from "../../../../test/support/worker/mail-rows.ts";
import { compose } from "../compose.ts";
import type { Mail } from "../sending/mail.ts";

const settings = {
  mailer: { send: async () => {} },
  siteUrl: "https://frontrow.test",
  keys: { TOKEN_SECRET: "a-secret-for-tests-of-at-least-32-bytes" },
};
const unsent = (...asked: Parameters<typeof row>) => compose(row(...asked), settings, now);
async function mail(...asked: Parameters<typeof row>): Promise<Mail> {
  const composed = await unsent(...asked);
  if ("unsent" in composed) throw new Error(composed.unsent);
  return composed.mail;
}

it("[CH26] the mail of a move names both starts, the reason and the last day of the free return, with a new calendar entry", async () => {
  const { html, text, attachments } = await mail("show.moved", speaking("en"));
  for (const said of [html, text])
    for (const part of ["November 28", "December 5", "The stage", "Monday, November 30, 2026"])
      expect(said).toContain(part);
  const show = { ...row("show.moved").show!, revision: 7 };
  const again = await mail("show.moved", { show });
  expect(atob(attachments[0]?.base64 ?? "")).toContain("SEQUENCE:1\r\n");
  expect(atob(again.attachments[0]?.base64 ?? "")).toContain("SEQUENCE:7\r\n");
  expect(atob(again.attachments[0]?.base64 ?? "")).toContain(`UID:${order.id}@frontrow`);
});

it("[CH27] no message tells a start that has been moved since, or a date without tickets left", async () => {
  const show = { ...row("show.moved").show!, startsAtMs: move.toMs + 1 };
  expect(await unsent("show.moved", { show })).toEqual({ unsent: "late" });
  const gone = { ...order, status: "cancelled" as const };
  expect(await unsent("show.moved", { order: gone })).toEqual({ unsent: "late" });
  const payload = { untilMs: move.toMs };
  expect(await unsent("show.reminder", { show, payload })).toEqual({ unsent: "late" });
  expect(await unsent("show.reminder", { payload })).toMatchObject({ mail: {} });
});
