import { signal } from "@preact/signals";
import type { Concert } from "../../contract/catalog/concerts.ts";
import { recallJson, rememberJson } from "../state/storage.ts";

/** A viewed concert with the data of its card. */
export type Seen = Pick<Concert, "id" | "slug" | "title" | "poster">;

const name = "recent";
const keptMax = 8;

export const recent = signal<readonly Seen[]>([]);

export function startRecent(): void {
  recent.value = recallJson<Seen[]>(name) ?? [];
}

/** Puts a concert first among the recently viewed. It never leaves this device. */
export function saw({ id, slug, title, poster }: Concert): void {
  const others = (recallJson<Seen[]>(name) ?? []).filter((seen) => seen.id !== id);
  recent.value = [{ id, slug, title, poster }, ...others].slice(0, keptMax);
  rememberJson(name, recent.value);
}
