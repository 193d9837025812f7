import { z } from "@hono/zod-openapi";
import { type Mail, type Mailer, MailRefused } from "./mail.ts";

const Answer = z.object({
  errors: z.array(z.object({ code: z.number(), message: z.string() })).optional(),
  result: z.object({ permanent_bounces: z.array(z.string()).optional() }).nullish(),
});

const answerMsMax = 8_000;

type ApiSettings = {
  /** The account's address at Cloudflare, as in https://api.cloudflare.com/client/v4/accounts/… */
  url: string;
  token: string;
  from: string;
};

/** Cloudflare Email Sending over HTTP, without a binding; the local inbox speaks the same protocol. */
export function apiMailer({ url, token, from }: ApiSettings): Mailer {
  return {
    send: async (mail: Mail) => {
      const response = await fetch(`${url}/email/sending/send`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${token}`,
          "content-type": "application/json",
          "idempotency-key": mail.id,
        },
        body: JSON.stringify(bodyOf(mail, from)),
        signal: AbortSignal.timeout(answerMsMax),
      });
      const read = Answer.safeParse(await response.json().catch(() => null));
      const { errors = [], result } = read.data ?? {};
      const bounced = result?.permanent_bounces ?? [];
      if (mail.to.every((address) => bounced.includes(address)))
        throw new MailRefused("the address takes no mail");
      if (response.ok) return;
      const why = `${response.status} ${errors.map(({ code, message }) => `${code} ${message}`).join(", ")}`;
      // These two statuses blame this mail; all others blame us or the service.
      throw response.status === 400 || response.status === 413
        ? new MailRefused(why)
        : new Error(why);
    },
  };
}

function bodyOf({ to, subject, html, text, headers, attachments }: Mail, from: string) {
  return {
    from: { address: from, name: "Frontrow" },
    to,
    subject,
    html,
    text,
    headers,
    attachments: attachments.map(({ filename, type, base64, contentId }) => {
      const file = { filename, type, content: base64 };
      return contentId === null
        ? { disposition: "attachment", ...file }
        : { disposition: "inline", content_id: contentId, ...file };
    }),
  };
}
