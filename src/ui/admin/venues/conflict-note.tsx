import type { ApiError } from "../../api/problem.ts";
import { Icon } from "../../components/icon.tsx";
import { local, words } from "../../state/language.ts";

type ConflictNoteProps = { error: ApiError } & ({ onMerge: () => void } | { onRead: () => void });

/** Says what somebody else saved meanwhile, and offers to join it with one's own changes, or only to have been read. */
export function ConflictNote({ error, ...then }: ConflictNoteProps) {
  const w = words().adminVenues;
  const { field } = words().adminActs;
  return (
    <div class="note note--warn" role="alert">
      <Icon name="alert" />
      <div class="stack">
        <p class="semi">{w.changedTitle}</p>
        <p>{w.changedText}</p>
        <ul class="venue__changes">
          {error.errors.map(({ pointer, detail }) => {
            const name = pointer.slice(1);
            const { value, by } = read(detail);
            return (
              <li key={pointer}>
                <b>{Object.hasOwn(field, name) ? field[name as keyof typeof field] : name}</b>{" "}
                {value}
                {by === null ? null : <span class="c-2"> · {w.changedBy(by)}</span>}
              </li>
            );
          })}
        </ul>
        <button
          class="btn btn--secondary adm__submit"
          type="button"
          onClick={"onMerge" in then ? then.onMerge : then.onRead}
        >
          {"onMerge" in then ? w.merge : w.changedRead}
        </button>
      </div>
    </div>
  );
}

/** A change as the server tells it: the value as JSON, and in parentheses who made it. */
function read(detail: string): { value: string; by: string | null } {
  const [, json = detail, by = null] = /^(.*?)(?: \(([^()]*)\))?$/s.exec(detail) ?? [];
  try {
    return { value: valueText(JSON.parse(json)), by };
  } catch {
    return { value: detail, by: null };
  }
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return words().adminActs.nothing;
  if (typeof value === "object" && "ko" in value && "en" in value)
    return local(value as { ko: string; en: string });
  return typeof value === "string" ? value : JSON.stringify(value).slice(0, 200);
}
