import { describe, expect, it } from "vitest";
import type { MailRow } from "../../db/messages/mails.ts";
import type { MailTopic } from "../../db/schema/operations.ts";
import {
  both,
  deposit,
  evil,
  now,
  order,
  refund,
  row,
  seat,
  speaking,
  won,
} from "../../../test/support/worker/mail-rows.ts";
import { compose, oneLine } from "./compose.ts";
import { mailKinds } from "./kinds.ts";
import type { Mail } from "./sending/mail.ts";

const settings = {
  mailer: { send: async () => {} },
  siteUrl: "https://frontrow.test",
  keys: { TOKEN_SECRET: "a-secret-for-tests-of-at-least-32-bytes" },
};

async function mail(...asked: Parameters<typeof row>): Promise<Mail> {
  const composed = await compose(row(...asked), settings, now);
  if ("unsent" in composed) throw new Error(composed.unsent);
  return composed.mail;
}
const unsent = (...asked: Parameters<typeof row>) => compose(row(...asked), settings, now);

describe("letters", () => {
  it("[ML16] every kind of mail exists in both languages, as HTML and as text with the same content", async () => {
    for (const topic of Object.keys(mailKinds) as MailTopic[]) {
      const [ko, en] = await Promise.all([
        mail(topic, speaking("ko")),
        mail(topic, speaking("en")),
      ]);
      expect([topic, /[가-힣]/.test(ko.subject)]).toEqual([topic, true]);
      expect([topic, ko.html === en.html, ko.html.includes('lang="ko"')]).toEqual([
        topic,
        false,
        true,
      ]);
      for (const { html, text } of [ko, en]) {
        const links = [...text.matchAll(/https:\/\/frontrow\.test\/[^\s]*/g)].map(([url]) => url);
        expect(links.length).toBeGreaterThan(0);
        for (const link of links) expect(html).toContain(link.replaceAll("&", "&amp;"));
        expect(html).not.toMatch(/undefined|null|\[object|<script|\son\w+=/);
        expect(text).not.toMatch(/undefined|null|\[object|<\w/);
      }
    }
  });

  it("[CD68] the mails with tickets and of the evening before say what the organizer tells its buyers", async () => {
    const note = { ko: "신분증을 가져와 주세요", en: "Bring <b>an ID</b>" };
    for (const topic of ["order.paid", "show.reminder"] as const) {
      const { show } = row(topic);
      if (!show) throw new Error("the mail is about a show");
      const said = await mail(topic, { ...speaking("en"), show: { ...show, note } });
      expect(said.text).toContain("Bring <b>an ID</b>");
      expect(said.html).toContain("Bring &lt;b&gt;an ID&lt;/b&gt;");
    }
  });

  it("[ML17] a name or a title stays text in the HTML, and cannot add a line to a header", async () => {
    const name = `${evil}\r\nBcc: all@example.com`;
    for (const topic of Object.keys(mailKinds) as MailTopic[]) {
      const title = both(name);
      const { html, subject, headers } = await mail(topic, {
        ...speaking("en", name),
        order: { ...order, concert: { ...order.concert, title }, number: name },
        show: { ...row(topic).show, title } as NonNullable<MailRow["show"]>,
        refund: { ...refund, reason: name },
      });
      expect(html).not.toContain("<script");
      expect(html).not.toMatch(/<img(?! src="cid:)/);
      expect(html).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;");
      for (const line of [subject, ...Object.values(headers)]) expect(line).not.toMatch(/[\r\n]/);
    }
    expect(oneLine("a\r\n\u2028b\u0000c")).toBe("a b c");
    expect([...oneLine("🎫".repeat(400))]).toHaveLength(150);
  });

  it("[ML18][V514] the mail of an order has its seats, its venue, the time by the venue's clock, and each amount", async () => {
    const { text } = await mail("order.paid");
    for (const part of [
      "FR-1",
      "A구역 3열 8–9번",
      "올림픽홀 · 서울 송파구",
      "2026년 12월 5일 (토) 19:00",
      "입장 18:00부터",
      "티켓 × 2: 300,000원",
      "예매 수수료: 4,000원",
      "결제 금액: 304,000원",
      "결제 수단: 카드",
    ])
      expect(text).toContain(part);
    const abroad = await mail("order.paid", {
      ...speaking("en"),
      order: { ...order, venue: { ...order.venue, timeZone: "America/New_York" } },
    });
    expect(abroad.text).toContain("Sat, December 5, 2026, 5:00 AM EST");
  });

  it("[ML29] the mail has a ticket code for each seat that the order still has, and for no other", async () => {
    const cancelled = { ...order, seats: [seat(8), { ...seat(9), isCancelled: true }] };
    const some = await mail("order.paid", { order: cancelled });
    const all = await mail("order.paid");
    const pictures = ({ attachments }: Mail) =>
      attachments.filter(({ type }) => type === "image/png").map(({ contentId }) => contentId);
    const shown = ({ html }: Mail) => [...html.matchAll(/src="cid:([^"]+)"/g)].map(([, id]) => id);
    expect([pictures(some).length, pictures(all).length]).toEqual([1, 2]);
    expect([shown(some), shown(all)]).toEqual([pictures(some), pictures(all)]);
    expect(new Set(all.attachments.map(({ base64 }) => base64)).size).toBe(3);
    for (const topic of Object.keys(mailKinds) as MailTopic[])
      if (topic !== "order.paid") expect(pictures(await mail(topic))).toEqual([]);
  });

  it("[ML19] the mail of a refund has the exact amount, the kept fees, and the destination of the money", async () => {
    const some = await mail("refund.due");
    expect(some.text).toContain("티켓 일부를 취소했어요");
    for (const part of [
      "A구역 3열 9번",
      "취소 수수료: 15,201원",
      "결제하신 수단",
      "환불 금액: 136,799원",
    ])
      expect(some.text).toContain(part);
    const all = await mail("refund.done", {
      refund: { ...refund, seats: [8, 9], to: "wallet", amount: won(0), charge: won(304_000) },
    });
    expect(all.text).toContain("환불 금액은 없어요");
    expect(all.text).toContain("예매를 취소했어요");
    const off = await mail("refund.done", {
      refund: { ...refund, reason: "show-cancelled" },
      calledOff: { reason: "태풍", compensation: won(30_000) },
    });
    expect(off.subject).toContain("공연 취소");
    for (const part of ["태풍", "보상금: 30,000원"]) expect(off.text).toContain(part);
    // Who gives this as a reason of their own has cancelled, and nobody has called the show off.
    const own = await mail("refund.done", { refund: { ...refund, reason: "show-cancelled" } });
    expect(own.subject).toContain("취소 완료");
    const late = await mail("refund.due", {
      order: null,
      refund: { ...refund, reason: "hold-expired" },
    });
    expect(late.text).toContain("잡아 둔 시간이 이미 끝나");
  });

  it("[RS18] the mail of a refund of money alone says that the tickets stay valid, and cancels none", async () => {
    const told = await mail("refund.done", {
      refund: { ...refund, to: "wallet", charge: won(0) },
      isTicketKept: true,
    });
    expect(told.subject).toContain("환불 안내");
    expect(told.text).toContain("티켓은 그대로 쓸 수 있어요");
    expect(told.text).toContain("환불 금액: 136,799원");
    expect(`${told.subject} ${told.text}`).not.toMatch(/취소했|취소 완료/);
  });

  it("[O61] a mail about a mixed payment names both parts, their destinations, and the total", async () => {
    const [walletPart, whole] = [won(5_000), { ...refund, charge: won(0) }];
    const parts = "결제하신 수단: 136,799원\nFrontrow 지갑: 5,000원\n환불 금액: 141,799원";
    const calledOff = { reason: "태풍", compensation: null };
    const gone = { ...whole, reason: "show-cancelled" };
    for (const more of [{ refund: whole }, { refund: gone, calledOff }]) {
      const { text } = await mail("refund.due", { walletPart, ...more });
      for (const part of [parts, "영업일", "지갑으로 결제하신 금액"]) expect(text).toContain(part);
    }
    // What the card did not take is told alone: the wallet had its own part long before.
    const { text } = await mail("refund.redirected", {
      walletPart,
      refund: { ...whole, to: "wallet" },
    });
    expect(text).toContain("받는 곳: Frontrow 지갑\n환불 금액: 136,799원");
  });

  it("[ML20] a mail that is too late to be useful, or that the fan switched off, is not sent", async () => {
    const late = { unsent: "late" };
    const offer = { expiresAtMs: now, seats: 1, path: "/" };
    expect(await unsent("waitlist.offer", { payload: offer })).toEqual(late);
    expect(await unsent("sale.reminder", { payload: { untilMs: now } })).toEqual(late);
    const show = { ...row("show.reminder").show, startsAtMs: now } as NonNullable<MailRow["show"]>;
    expect(await unsent("show.reminder", { show })).toEqual(late);
    const past = { ...deposit, dueAt: "2026-11-20T23:59:59Z" };
    const payment = { ...row("order.paid").payment, deposit: past } as NonNullable<
      MailRow["payment"]
    >;
    expect(await unsent("deposit.awaited", { payment })).toEqual(late);
    const cancelled = { ...order, seats: order.seats.map((s) => ({ ...s, isCancelled: true })) };
    expect(await unsent("order.paid", { order: cancelled })).toEqual(late);
    expect(await unsent("order.paid", { account: null })).toEqual({ unsent: "nobody" });
    expect(await unsent("x.y" as MailTopic)).toEqual({ unsent: "unknown" });

    const plain = { ...row("order.paid").account } as NonNullable<MailRow["account"]>;
    const account = { ...plain, wantsReminders: false, wantsWaitlist: false };
    for (const [topic, { category }] of Object.entries(mailKinds)) {
      const composed = await unsent(topic as MailTopic, { account });
      expect([topic, "mail" in composed]).toEqual([topic, category === "always"]);
    }
  });

  it("[ML21] an optional mail tells the reader and the mail program how to unsubscribe", async () => {
    for (const [topic, { category }] of Object.entries(mailKinds)) {
      const { headers, html, text } = await mail(topic as MailTopic);
      const url = headers["List-Unsubscribe"]?.slice(1, -1);
      expect([topic, url === undefined]).toEqual([topic, category === "always"]);
      if (url === undefined) continue;
      expect(headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
      expect(url).toMatch(/^https:\/\/frontrow\.test\/unsubscribe\?token=[\w.-]+$/);
      expect([html.includes(url), text.includes(url)]).toEqual([true, true]);
    }
  });

  it("[ML26] mails about an order go to the address that its buyer named and to the account, and all other mails only to the account", async () => {
    const mailTo = "desk@example.com";
    const own = "fan@frontrow.test";
    expect((await mail("order.paid", { mailTo: "Fan@Frontrow.test" })).to).toEqual([own]);
    for (const topic of Object.keys(mailKinds) as MailTopic[]) {
      expect([topic, (await mail(topic, { mailTo })).to]).toEqual([topic, [own, mailTo]]);
      expect([topic, (await mail(topic, { mailTo: null })).to]).toEqual([topic, [own]]);
    }
  });

  it("[ML22] the link of an offer leads only to pages of this site", async () => {
    for (const path of ["//evil.test/", "https://evil.test/", "/a b", '/"><x'])
      await expect(
        unsent("waitlist.offer", { payload: { expiresAtMs: now + 1, seats: 1, path } }),
      ).rejects.toThrow();
  });
});
