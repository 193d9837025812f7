import { useSignal } from "@preact/signals";
import type {
  AdminConcert,
  ConcertChange,
} from "../../../contract/admin/changes/concert-changes.ts";
import type { LocalText } from "../../../contract/money/money.ts";
import { changeConcert } from "../../api/concert-changes.ts";
import { words } from "../../state/language.ts";
import { showToast } from "../../state/toast.ts";
import { ImageField } from "../images/image-field.tsx";
import { FormField } from "../parts/form-field.tsx";
import { TwoLanguages } from "../parts/two-languages.tsx";
import { ChangeForm } from "./change-form.tsx";
import type { FormProps } from "./opened.ts";

type Draft = Record<"title" | "artist" | "description" | "notice", LocalText> & { poster: string };
type Told = "title" | "artist" | "description" | "notice";

const told: Told[] = ["title", "artist", "description", "notice"];
const empty = { ko: "", en: "" };
const draftOf = ({ title, artist, description, notice, poster }: AdminConcert): Draft => ({
  title,
  artist,
  description,
  notice: notice ?? empty,
  poster,
});
const isSame = (a: LocalText, b: LocalText) => a.ko === b.ko && a.en === b.en;

/** The texts and facts of a concert. Only what was changed is sent, so that others' changes stay. */
export function TextsForm({ concert, ...on }: FormProps & { concert: AdminConcert }) {
  const w = words().adminConcerts;
  const base = useSignal(concert);
  const draft = useSignal(draftOf(concert));
  const save = async (values: Record<string, string>) => {
    const was = draftOf(base.value);
    const { notice, poster } = draft.value;
    const number = (name: string) => (values[name] === "" ? null : Number(values[name]));
    const change: ConcertChange = {};
    for (const name of told)
      if (name !== "notice" && !isSame(draft.value[name], was[name]))
        change[name] = draft.value[name];
    if (!isSame(notice, was.notice)) change.notice = isSame(notice, empty) ? null : notice;
    if (poster !== was.poster) change.poster = poster;
    const [age, minutes] = [number("ageLimit"), number("runningMinutes")];
    if (age !== base.value.ageLimit) change.ageLimit = age;
    if (minutes !== base.value.runningMinutes) change.runningMinutes = minutes;
    await changeConcert(concert, change);
    showToast({ text: w.saved });
    await on.onChanged();
  };
  return (
    <ChangeForm
      title={w.editTexts}
      concerned={[w.textsConcern]}
      yes={w.save}
      onSave={save}
      onReload={on.onReload}
      onClose={on.onClose}
    >
      {told.map((name) => (
        <TwoLanguages
          key={name}
          id={`concert-${name}`}
          label={name === "title" ? w.name : w[name]}
          value={draft.value[name]}
          isLong={name === "description" || name === "notice"}
          {...(name === "notice" ? { optional: w.optional } : {})}
          onChange={(value) => (draft.value = { ...draft.value, [name]: value })}
        />
      ))}
      <ImageField
        label={w.poster}
        ratio="poster"
        value={draft.value.poster}
        isNeeded
        onChange={(value) => (draft.value = { ...draft.value, poster: value ?? concert.poster })}
      />
      <div class="adm__fields">
        <FormField
          name="ageLimit"
          label={w.ageLimit}
          type="number"
          min="0"
          max="19"
          optional={w.optional}
          value={concert.ageLimit === null ? "" : String(concert.ageLimit)}
        />
        <FormField
          name="runningMinutes"
          label={w.runningMinutes}
          type="number"
          min="1"
          max="1000"
          optional={w.optional}
          value={concert.runningMinutes === null ? "" : String(concert.runningMinutes)}
        />
      </div>
    </ChangeForm>
  );
}
