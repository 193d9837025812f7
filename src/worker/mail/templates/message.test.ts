import { expect, it } from "vitest";
import { row, speaking } from "../../../../test/support/worker/mail-rows.ts";
import { compose } from "../compose.ts";

const settings = {
  mailer: { send: async () => {} },
  siteUrl: "https://frontrow.test",
  keys: { TOKEN_SECRET: "a-secret-for-tests-of-at-least-32-bytes" },
};
const composed = (...asked: Parameters<typeof row>) => compose(row(...asked), settings, 0);

it("[OD20] a message to buyers has its tokens filled in for each, in the buyer's language", async () => {
  const english = await composed("buyers.message", speaking("en"));
  expect(english).toMatchObject({ mail: { subject: expect.stringMatching(/^About /) } });
  const text = "mail" in english ? english.mail.text : "";
  expect(text).toContain("김하늘, Section B2, row 6, seats 3–4");
  const korean = await composed("buyers.message", speaking("ko"));
  expect("mail" in korean ? korean.mail.text : "").toContain("B2구역 6열 3–4번");
});

it("[OD21] no message goes to a buyer without tickets left, and a test comes in the language it is a test of", async () => {
  const { message } = row("buyers.message");
  const none = message && { ...message, seats: [] };
  expect(await composed("buyers.message", { message: none })).toEqual({ unsent: "late" });
  const payload = { language: "en", test: {} };
  const test = await composed("buyers.message", { message: none, payload });
  expect(test).toMatchObject({ mail: { subject: expect.stringMatching(/^\[Test\] About /) } });
});
