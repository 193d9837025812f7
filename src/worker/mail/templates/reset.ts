import type { KeyHolder } from "../../identity/key-ring.ts";
import { z } from "@hono/zod-openapi";
import type { MailRow } from "../../../db/messages/mails.ts";
import { resetPath } from "../../identity/reset-link.ts";
import type { Letter } from "../letter.ts";
import type { Texts } from "../texts.ts";

const Payload = z.object({ seal: z.string(), expiresAtMs: z.number() });

/** The link is signed only here, so that the outbox does not contain it. */
export async function passwordReset(
  { account, payload }: MailRow,
  { w }: Texts,
  now: number,
  holder: KeyHolder,
): Promise<Letter | null> {
  if (!account) return null;
  const { seal, expiresAtMs } = Payload.parse(payload);
  if (expiresAtMs <= now) return null;
  const path = await resetPath(holder, { sub: account.id, seal }, expiresAtMs);
  return {
    subject: w.reset.subject,
    preview: w.reset.text(account.name),
    title: w.reset.title,
    blocks: [
      { kind: "text", text: w.reset.text(account.name) },
      { kind: "button", label: w.reset.button, path },
      { kind: "note", text: w.reset.note },
    ],
  };
}
