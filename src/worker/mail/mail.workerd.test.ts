import { fullAgreement } from "../../contract/money/agreement.ts";
import { Order } from "../../contract/money/orders.ts";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { connect } from "../../db/connection/connect.ts";
import { rowsOf } from "../../db/connection/database.ts";
import type { Env } from "../env.ts";
import { askApp } from "../../../test/support/worker/documented-answers.ts";
import { order } from "../../../test/support/worker/gateway.ts";
import {
  answer,
  bought,
  call,
  fund,
  holding,
  openShop,
  origin,
  person,
  testEnv,
} from "../../../test/support/worker/shop.ts";
import { inDays, moveDate } from "../../../test/support/worker/moves.ts";
import type { Person } from "../../../test/support/worker/shop.ts";
import { sendMails } from "./dispatch.ts";

const real = globalThis.fetch;
const db = connect(testEnv);
const mailing: Env = { ...testEnv, MAIL_FROM: "tickets@frontrow.test" };
const down: Env = { ...mailing, MAIL_API_URL: "http://127.0.0.1:1" };
const send = (env = mailing) => sendMails(env, db, { forMs: 10_000 });

type InboxMail = {
  to: string[];
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  attachments: { filename: string; content: string; content_id?: string }[];
};

async function mailsTo({ email }: Pick<Person, "email">): Promise<InboxMail[]> {
  const { origin: inbox } = new URL(testEnv.MAIL_API_URL ?? "");
  return await (await fetch(`${inbox}/api/mails?to=${encodeURIComponent(email)}`)).json();
}

/** How a person's mails stand in the outbox. */
const standing = ({ id }: Person) =>
  rowsOf<{ topic: string; attempts: number; isSent: boolean; isDead: boolean; failure: string }>(
    db,
    sql`SELECT topic, attempts, delivered_at IS NOT NULL AS "isSent", failed_at IS NOT NULL AS "isDead", failure
    FROM outbox WHERE payload->>'accountId' = ${id} AND lane = 'mail' ORDER BY id`,
  );
const dueNow = ({ id }: Person) =>
  rowsOf(
    db,
    sql`UPDATE outbox SET available_at = now() - interval '1 hour' WHERE payload->>'accountId' = ${id}`,
  );

// What other tests have left is none of ours, and would come before ours. So no other file sends mails.
beforeEach(async () => {
  await rowsOf(
    db,
    sql`UPDATE outbox SET delivered_at = now() WHERE lane = 'mail' AND delivered_at IS NULL`,
  );
});
afterEach(() => void vi.restoreAllMocks());

/** Asks the app with mail set up so; gives the answer, and what goes on after it. */
async function ask(env: Env, fan: Person, path: string, body: object) {
  const after: Promise<unknown>[] = [];
  const ctx = {
    waitUntil: (work: Promise<unknown>) => void after.push(work),
    passThroughOnException: () => {},
    props: {},
  };
  const request = new Request(`${origin}/api/v1${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: {
      authorization: `Bearer ${fan.token}`,
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
    },
  });
  const response = await askApp(request, env, ctx as unknown as ExecutionContext);
  return { response, after: () => Promise.all(after) };
}

async function payWith(env: Env, fan: Person) {
  const { scheduleId } = await openShop(await person("admin"), 1);
  const hold = await holding(fan, scheduleId, [0, 1]);
  await fund(fan, hold.total.amount);
  const order = { scheduleId, holdId: hold.id, method: "wallet", agreement: fullAgreement };
  return await ask(env, fan, "/orders", order);
}

it("[ML10] right after an order its mail is in the inbox, with seats, amount and order number in words, ticket codes, and a calendar file", async () => {
  const fan = await person();
  const { response, after } = await payWith(mailing, fan);
  expect(response.status).toBe(201);
  const { number } = await response.json<{ number: string }>();
  await after();
  const mails = await mailsTo(fan);
  const mail = mails.find(({ subject }) => subject.includes(number));
  for (const said of [mail?.html, mail?.text]) {
    for (const part of [number, "A구역 1열 1–2번", "22,000원", "Haneul", `${origin}/me`])
      expect(said).toContain(part);
  }
  expect(mail?.headers["X-Entity-Ref-ID"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(mail?.headers["List-Unsubscribe"]).toBeUndefined();
  const [file] = mail?.attachments ?? [];
  expect([file?.filename, atob(file?.content ?? "")]).toEqual([
    "concert.ics",
    expect.stringContaining("BEGIN:VEVENT"),
  ]);
  const codes = mail?.attachments.filter(({ content_id: id }) => id !== undefined) ?? [];
  expect(codes.map(({ content }) => atob(content).slice(1, 4))).toEqual(["PNG", "PNG"]);
  await send();
  expect(await mailsTo(fan)).toHaveLength(mails.length);
});

it("[ML30] with many orders at once one sender is enough, and each fan gets the mail without the cron", async () => {
  const fans = await Promise.all([1, 2, 3, 4].map(() => person()));
  // Slow enough that whoever orders second finds somebody sending.
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (url.endsWith("/email/sending/send"))
      await new Promise((resolve) => setTimeout(resolve, 300));
    return await real(input, init);
  });
  const paid = await Promise.all(fans.map((fan) => payWith(mailing, fan)));
  await Promise.all(paid.map(({ after }) => after()));
  for (const fan of fans) {
    const subjects = (await mailsTo(fan)).map(({ subject }) => subject.split(":")[0]);
    expect(subjects.filter((subject) => subject === "예매 완료")).toHaveLength(1);
  }
});

it("[ML11] an order succeeds while the mail server is down, and its mail comes later, once", async () => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const fan = await person();
  const { response, after } = await payWith(down, fan);
  expect(response.status).toBe(201);
  await after();
  expect(await mailsTo(fan)).toEqual([]);
  const waiting = await standing(fan);
  expect(waiting.map(({ isSent, isDead }) => [isSent, isDead])).toEqual(
    waiting.map(() => [false, false]),
  );
  await dueNow(fan);
  await Promise.all([send(), send(), send()]);
  const subjects = (await mailsTo(fan)).map(({ subject }) => subject.split(":")[0]);
  expect(subjects.filter((subject) => subject === "예매 완료")).toHaveLength(1);
  expect((await standing(fan)).every(({ isSent }) => isSent)).toBe(true);
});

it("[ML12] a mail to a refused address is given up at once, and a failing server gets new tries for a day", async () => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const fan = await person();
  await rowsOf(db, sql`UPDATE account SET email = ${`${fan.id}@x@y`} WHERE id = ${fan.id}`);
  await send();
  expect(await standing(fan)).toMatchObject([{ attempts: 1, isDead: true }]);
  const patient = await person();
  await rowsOf(
    db,
    sql`UPDATE outbox SET attempts = 30 WHERE payload->>'accountId' = ${patient.id}`,
  );
  await send(down);
  expect(await standing(patient)).toMatchObject([{ attempts: 31, isDead: false }]);
  await dueNow(patient);
  await send(down);
  expect(await standing(patient)).toMatchObject([{ attempts: 32, isDead: true }]);
});

it("[ML13] without a mail service nothing is claimed and the health page reports it, and the mails go out once there is one", async () => {
  const fan = await person();
  const { MAIL_API_TOKEN: _, ...unset } = mailing;
  await send(unset);
  await send(testEnv);
  expect(await standing(fan)).toMatchObject([{ attempts: 0, isSent: false }]);
  const health = new Request(`${origin}/api/v1/health`);
  const states = [testEnv, mailing].map(async (env) => (await askApp(health, env)).json());
  expect(await Promise.all(states)).toMatchObject([{ mail: "off" }, { mail: "on" }]);
  await send();
  expect(await mailsTo(fan)).toHaveLength(1);
});

it("[ML14] the Worker's own mail binding sends the same mail, and gives up on one that is refused for good", async () => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const [fan, gone] = [await person(), await person()];
  const sent: { to: string[]; html: string; text: string; from: unknown }[] = [];
  const binding = {
    send: async (mail: (typeof sent)[number]) => {
      if (mail.to.includes(gone.email))
        throw Object.assign(new Error("no"), { code: "E_RECIPIENT_SUPPRESSED" });
      sent.push(mail);
      return { messageId: "1" };
    },
  } as unknown as SendEmail;
  const { MAIL_API_URL: _, ...rest } = mailing;
  await send({ ...rest, MAIL: binding });
  const mail = sent.find(({ to }) => to.includes(fan.email));
  expect(mail).toMatchObject({ from: { email: "tickets@frontrow.test", name: "Frontrow" } });
  expect(mail?.html.length).toBeGreaterThan(1_000);
  expect(await standing(gone)).toMatchObject([{ isDead: true }]);
});

it("[ML15] a mail is in the language that the account has when it is sent", async () => {
  const fan = await person();
  await bought(fan, (await openShop(await person("admin"), 1)).scheduleId, [0]);
  await rowsOf(db, sql`UPDATE account SET locale = 'en' WHERE id = ${fan.id}`);
  await send();
  const subjects = (await mailsTo(fan)).map(({ subject }) => subject.split(":")[0]);
  expect(subjects).toContain("Your tickets");
  expect(subjects).toContain("Welcome to Frontrow");
});

it("[ML32] right after a request for a new password, its link is in the inbox of the account, and in no other", async () => {
  const fan = await person();
  const nobody = { ...fan, email: `${crypto.randomUUID()}@example.com` };
  for (const { email } of [nobody, fan]) {
    const { response, after } = await ask(mailing, fan, "/password-resets", { email });
    expect(response.status).toBe(202);
    await after();
  }
  const link = `${origin}/reset-password#token=`;
  const mails = (await mailsTo(fan)).filter(({ text }) => text.includes(link));
  expect(mails).toHaveLength(1);
  expect(mails[0]?.html).toContain(link);
  expect(await mailsTo(nobody)).toEqual([]);
});

it("[O48] mails about an order go to the address that its buyer named, and to the account", async () => {
  const fan = await person();
  const { scheduleId } = await openShop(await person("admin"), 1);
  const hold = await holding(fan, scheduleId, [0]);
  const email = `gift-${fan.email}`;
  await fund(fan, 11_000);
  const { id } = await answer(order(fan, hold, "wallet" as "card", { mailTo: email }), 201, Order);
  await send();
  expect(await mailsTo({ email })).toHaveLength(1);
  const headers = { "idempotency-key": "1" };
  const cancel = call(`POST /orders/${id}/cancellation`, { as: fan, body: {}, headers });
  await answer(cancel, 200, Order);
  await send();
  expect(await mailsTo({ email })).toHaveLength(2);
  const toAccount = (await mailsTo(fan)).filter(({ text }) => text.includes("FR-"));
  expect(toAccount).toHaveLength(2);
});

it("[CH28] everybody with tickets of a moved date gets one mail in their language, with the new start in a calendar file", async () => {
  const admin = await person("admin");
  const { scheduleId } = await openShop(admin, 1);
  const [korean, english, gone] = [await person(), await person(), await person()];
  await rowsOf(db, sql`UPDATE account SET locale = 'en' WHERE id = ${english.id}`);
  for (const [seat, fan] of [korean, english].entries()) await bought(fan, scheduleId, [seat]);
  const canceled = await bought(gone, scheduleId, [5]);
  const key = { "idempotency-key": crypto.randomUUID() };
  await call(`POST /orders/${canceled.id}/cancellation`, { as: gone, body: {}, headers: key });
  await send();
  const to = inDays(9);
  const times = { startsAt: to, saleClosesAt: to };
  expect((await moveDate(admin, scheduleId, 1, times)).status).toBe(200);
  await send();
  const last = async (fan: Person) => (await mailsTo(fan))[0];
  expect((await last(korean))?.subject).toContain("공연 일정이 바뀌었어요");
  expect((await last(korean))?.text).toContain("무대 사정");
  const mail = await last(english);
  expect([mail?.subject, mail?.text]).toEqual([
    expect.stringContaining("New date"),
    expect.stringContaining("The stage"),
  ]);
  const file = atob(mail?.attachments[0]?.content ?? "");
  expect(file).toContain(`DTSTART:${to.replaceAll(/[-:]|\.\d{3}/g, "")}`);
  expect(file).toContain("SEQUENCE:2");
  const subjects = (await mailsTo(gone)).map(({ subject }) => subject);
  expect(subjects.filter((subject) => subject.includes("공연 일정"))).toEqual([]);
});
