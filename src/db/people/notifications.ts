import { eq } from "drizzle-orm";
import type { Notifications } from "../../contract/people/notifications.ts";
import { ask, type Database } from "../connection/database.ts";
import { accounts } from "../schema/accounts.ts";

const columns = { reminders: accounts.mailReminders, waitlist: accounts.mailWaitlist };

/** An account's notification settings; null if there is no such account. */
export async function notificationsOf(
  db: Database,
  accountId: string,
): Promise<Notifications | null> {
  const [row] = await ask(() =>
    db.select(columns).from(accounts).where(eq(accounts.id, accountId)),
  );
  return row ?? null;
}

type Change = {
  accountId: string;
  reminders?: boolean | undefined;
  waitlist?: boolean | undefined;
};

export async function changeNotifications(
  db: Database,
  { accountId, reminders, waitlist }: Change,
): Promise<Notifications | null> {
  const [row] = await ask(() =>
    db
      .update(accounts)
      // Setting the id to itself lets a change of nothing be a change like any other.
      .set({ id: accountId, mailReminders: reminders, mailWaitlist: waitlist })
      .where(eq(accounts.id, accountId))
      .returning(columns),
  );
  return row ?? null;
}
