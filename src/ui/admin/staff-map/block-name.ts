import type { StaffBlock as ToldBlock } from "../../../contract/admin/seats/staff-map.ts";
import type { Messages } from "../../i18n/whole.ts";
import { blockKindOf, type StaffBlock } from "./seat-kinds.ts";

type Named = Pick<ToldBlock, "reason" | "owner" | "channel" | "agency"> & {
  kind: ToldBlock["kind"] | StaffBlock["kind"];
};

/** A block in a few words: what it is, what for, and whose. */
export function nameOf(
  { kind, reason, owner, channel, agency }: Named,
  words: Pick<Messages, "adminStock" | "staffMap">,
): string {
  const w = words.adminStock;
  const what =
    kind === "allotment"
      ? agency
      : kind === "channel"
        ? w.channels[channel === "code" ? "code" : "counter"]
        : reason === "other"
          ? ""
          : w.reasons[reason];
  const parts = [words.staffMap.kinds[blockKindOf(kind)], what, owner];
  return parts.filter((part) => part !== "").join(" · ");
}
