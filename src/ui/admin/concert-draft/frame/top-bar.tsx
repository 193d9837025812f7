import { useEffect } from "preact/hooks";
import { Icon } from "../../../components/icon.tsx";
import { count } from "../../../i18n/format.ts";
import { language, local, words } from "../../../state/language.ts";
import type { StepProps } from "../editing/setting.ts";
import { Mark } from "./mark.tsx";
import { SaveLine } from "./save-line.tsx";

/** What is edited, whether it is saved, and the way back and to the fan's view. */
export function TopBar({ editing, setting }: StepProps) {
  const w = words().concertDraft;
  const { title } = editing.document.value;
  const name = local(title) || title.ko || title.en || w.untitled;
  const { venue, plan } = setting;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
      // Within a text, the browser undoes what was typed there.
      if (!isUndo || (event.target as Element | null)?.matches?.("input, textarea")) return;
      event.preventDefault();
      if (event.shiftKey) editing.redo();
      else editing.undo();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [editing]);
  return (
    <header class="draft__top">
      <a class="icon-btn" href="/admin/concerts" aria-label={w.back}>
        <Icon name="back" />
      </a>
      <div class="draft__name">
        <h1>{name}</h1>
        <p>
          {w.draft}
          {venue ? ` · ${local(venue.name)}` : ""}
          {plan ? ` ${w.venue.seats(count(plan.facts.seatCount, language.value))}` : ""}
        </p>
      </div>
      <SaveLine editing={editing} />
      <button
        class="icon-btn"
        type="button"
        aria-label={w.undo}
        disabled={!editing.canUndo.value}
        onClick={editing.undo}
      >
        <Mark name="undo" />
      </button>
      <button
        class="icon-btn"
        type="button"
        aria-label={w.redo}
        disabled={!editing.canRedo.value}
        onClick={editing.redo}
      >
        <Mark name="redo" />
      </button>
      <a class="btn btn--secondary btn--sm" href={`/admin/concert-drafts/${editing.id}/preview`}>
        <Mark name="eye" />
        <span class="draft__fan">{w.viewAsFan}</span>
      </a>
    </header>
  );
}
