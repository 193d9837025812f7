import { Icon } from "../../components/icon.tsx";
import { count } from "../../i18n/format.ts";
import { language, local, words } from "../../state/language.ts";
import { TextField } from "../parts/text-field.tsx";
import { TwoLanguages } from "../parts/two-languages.tsx";
import type { CategoryDraft } from "./category-draft.ts";

type CategoryRowProps = {
  at: number;
  draft: CategoryDraft;
  isLast: boolean;
  faultAt: (field: "slug" | "name") => string | null;
  onChange: (change: Partial<CategoryDraft>) => void;
  onMove: (step: -1 | 1) => void;
  onRemove: () => void;
};

/** One category with its fields, and buttons to move it, to archive it, or to drop a new one. */
export function CategoryRow({ at, draft, isLast, faultAt, onChange, ...acts }: CategoryRowProps) {
  const { onMove, onRemove } = acts;
  const w = words().adminCategories;
  const id = `category-${at}`;
  const name = local(draft.name) || draft.slug || w.fresh;
  return (
    <li class="adm__card" aria-labelledby={`${id}-title`}>
      <div class="between">
        <h2 id={`${id}-title`}>{name}</h2>
        <span class="t-12 c-2">
          {draft.isArchived ? `${w.archived} · ` : ""}
          {w.concerts(count(draft.concerts, language.value))}
        </span>
      </div>
      <TwoLanguages
        id={`${id}-name`}
        label={w.name}
        value={draft.name}
        fault={faultAt("name")}
        onChange={(value) => onChange({ name: value })}
      />
      <div class="two__fields">
        {draft.isNew ? (
          <TextField
            id={`${id}-slug`}
            label={w.slug}
            help={w.slugHelp}
            value={draft.slug}
            fault={faultAt("slug")}
            maxLength={40}
            onChange={(slug) => onChange({ slug })}
          />
        ) : null}
        <div class="field">
          <label for={`${id}-color`}>{w.color}</label>
          <div class="row">
            <i class="venue__color" data-color={draft.color} />
            <select
              class="input"
              id={`${id}-color`}
              value={String(draft.color)}
              onChange={(event) => onChange({ color: Number(event.currentTarget.value) })}
            >
              {["1", "2", "3", "4", "5", "6"].map((slot) => (
                <option key={slot} value={slot}>
                  {w.colorOf(slot)}
                </option>
              ))}
            </select>
          </div>
        </div>
      </div>
      <div class="row">
        <button
          class="icon-btn"
          type="button"
          aria-label={w.up(name)}
          disabled={at === 0}
          onClick={() => onMove(-1)}
        >
          <span class="venue__up">
            <Icon name="chevron" size={20} />
          </span>
        </button>
        <button
          class="icon-btn"
          type="button"
          aria-label={w.down(name)}
          disabled={isLast}
          onClick={() => onMove(1)}
        >
          <span class="venue__down">
            <Icon name="chevron" size={20} />
          </span>
        </button>
        {draft.isNew ? (
          <button class="btn btn--quiet btn--sm" type="button" onClick={onRemove}>
            {w.remove}
          </button>
        ) : (
          <button
            class="btn btn--quiet btn--sm"
            type="button"
            onClick={() => onChange({ isArchived: !draft.isArchived })}
          >
            {draft.isArchived ? w.restore(name) : w.archive(name)}
          </button>
        )}
      </div>
    </li>
  );
}
