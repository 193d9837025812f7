import { type Mail, type Mailer, MailRefused } from "./mail.ts";

/** Cloudflare Email Sending, through the Worker's own binding. */
export function bindingMailer(binding: SendEmail, from: string): Mailer {
  return {
    send: async ({ to, subject, html, text, headers, attachments }: Mail) => {
      const files = attachments.map(({ filename, type, base64, contentId }) => {
        const file = { filename, type, content: base64 };
        return contentId === null
          ? { disposition: "attachment" as const, ...file }
          : { disposition: "inline" as const, contentId, ...file };
      });
      const message = { from: { email: from, name: "Frontrow" }, to, subject, html, text, headers };
      try {
        await binding.send({ ...message, attachments: files });
      } catch (error) {
        const code = codeOf(error);
        if (isInVain.test(code)) throw new MailRefused(code, { cause: error });
        throw error;
      }
    },
  };
}

// Errors of this one mail or its address. An unverified sender and a used-up quota are temporary.
const isInVain =
  /^E_(RECIPIENT_SUPPRESSED|VALIDATION_ERROR|FIELD_MISSING|CONTENT_TOO_LARGE|HEADER_\w+)$/;

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
