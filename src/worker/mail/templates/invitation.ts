import type { KeyHolder } from "../../identity/key-ring.ts";
import type { MailRow } from "../../../db/messages/mails.ts";
import { invitationPath } from "../../identity/invitation-link.ts";
import type { Letter } from "../letter.ts";
import type { Texts } from "../texts.ts";

/** The link is signed only here, so that the outbox does not contain it. */
export async function invited(
  { invitation }: MailRow,
  { w, language }: Texts,
  now: number,
  holder: KeyHolder,
): Promise<Letter | null> {
  if (!invitation || !invitation.isOpen || invitation.expiresAtMs <= now) return null;
  const { id, organization, role, expiresAtMs } = invitation;
  const path = await invitationPath(holder, { invitation: id }, expiresAtMs);
  const name = organization[language];
  return {
    subject: w.invitation.subject(name),
    preview: w.invitation.text(name, w.roles[role]),
    title: w.invitation.subject(name),
    blocks: [
      { kind: "text", text: w.invitation.text(name, w.roles[role]) },
      { kind: "button", label: w.invitation.button, path },
      { kind: "note", text: w.invitation.note },
    ],
  };
}
