import type { MailRow } from "../../../db/messages/mails.ts";
import type { SecurityChange } from "../../../db/schema/operations.ts";
import type { Letter } from "../letter.ts";
import type { Texts } from "../texts.ts";

/** Tells the account that one of its ways in has changed, so that nobody can change one unseen. */
export function securityChange({ account, topic }: MailRow, { w }: Texts): Letter | null {
  if (!account) return null;
  const change = w.security.change[topic.replace("security.", "") as SecurityChange];
  return {
    subject: w.security.subject,
    preview: change,
    title: w.security.subject,
    blocks: [
      { kind: "text", text: w.security.text(account.name) },
      { kind: "text", text: change },
      { kind: "button", label: w.security.button, path: "/profile/security" },
      { kind: "note", text: w.security.note },
    ],
  };
}
