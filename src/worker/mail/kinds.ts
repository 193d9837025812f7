import type { KeyHolder } from "../identity/key-ring.ts";
import type { MailRow } from "../../db/messages/mails.ts";
import type { MailTopic } from "../../db/schema/operations.ts";
import type { Letter } from "./letter.ts";
import type { Texts } from "./texts.ts";
import { depositAwaited, depositExpired, toppedUp, welcome } from "./templates/money.ts";
import { orderPaid } from "./templates/order.ts";
import { redirected, refunded } from "./templates/refund.ts";
import { buyersMessage } from "./templates/message.ts";
import { invited } from "./templates/invitation.ts";
import { savedReport } from "./templates/saved-report.ts";
import { passwordReset } from "./templates/reset.ts";
import { securityChange } from "./templates/security.ts";
import { showMoved } from "./templates/moved.ts";
import { saleSoon, showSoon, waitlistOffer } from "./templates/show.ts";

/** The optional kinds, and the kinds about money and tickets, which are always sent. */
export type Category = "always" | "reminders" | "waitlist";

export type Kind = {
  category: Category;
  /** The content for a row; null if it is no longer worth sending. */
  compose: (
    row: MailRow,
    texts: Texts,
    now: number,
    holder: KeyHolder,
  ) => Letter | null | Promise<Letter | null>;
};

const always = (compose: Kind["compose"]): Kind => ({ category: "always", compose });

/** Every mail there is. */
export const mailKinds: Record<MailTopic, Kind> = {
  "account.welcome": always(welcome),
  "password.reset": always(passwordReset),
  "order.paid": always(orderPaid),
  "refund.due": always(refunded),
  "refund.done": always(refunded),
  "refund.redirected": always(redirected),
  "deposit.awaited": always(depositAwaited),
  "deposit.expired": always(depositExpired),
  "top-up.paid": always(toppedUp),
  "show.moved": always(showMoved),
  "show.reminder": { category: "reminders", compose: showSoon },
  "sale.reminder": { category: "reminders", compose: saleSoon },
  "staff.invited": always(invited),
  "buyers.message": always(buyersMessage),
  "report.saved": always(savedReport),
  "security.app-added": always(securityChange),
  "security.app-removed": always(securityChange),
  "security.codes-renewed": always(securityChange),
  "security.code-used": always(securityChange),
  "security.passkey-added": always(securityChange),
  "security.passkey-removed": always(securityChange),
  "security.linked": always(securityChange),
  "security.unlinked": always(securityChange),
  "waitlist.offer": { category: "waitlist", compose: waitlistOffer },
};
