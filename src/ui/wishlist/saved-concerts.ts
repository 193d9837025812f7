import type { ConcertSummary } from "../../contract/catalog/concerts.ts";
import { getConcert } from "../api/concerts.ts";
import { listWishes } from "../api/wishes.ts";
import { account } from "../state/session.ts";
import { wishes } from "./wishes.ts";

/** The saved concerts: from the account, or a guest's from this device, one by one. */
export async function savedConcerts(): Promise<ConcertSummary[]> {
  if (account.value) return (await listWishes()).items;
  const found = [...wishes.value].map((id) => getConcert(id).catch(() => null));
  return (await Promise.all(found)).filter((concert) => concert !== null);
}
