import { words } from "../../../state/language.ts";
import { local } from "../../../state/language.ts";
import type { StepProps } from "../editing/setting.ts";
import { placed } from "../fields/placed.ts";
import { PairField, TextField } from "../fields/text-fields.tsx";
import { ChoiceField, NumberField } from "../fields/value-fields.tsx";

const addressPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The title and who performs, and what fans need to know before they choose. */
export function BasicsStep({ editing, setting }: StepProps) {
  const w = words().concertDraft.basics;
  const { title, artist, category, ageLimit, runningMinutes, slug } = editing.document.value;
  return (
    <>
      <PairField
        id={placed("/title")}
        label={w.title}
        value={title}
        maxLength={120}
        onInput={(text) => editing.change((before) => ({ ...before, title: text }), "title")}
      />
      <PairField
        id={placed("/artist")}
        label={w.artist}
        value={artist}
        maxLength={120}
        onInput={(text) => editing.change((before) => ({ ...before, artist: text }), "artist")}
      />
      <div class="draft__fields">
        <ChoiceField
          id={placed("/category")}
          label={w.category}
          value={category ?? ""}
          onChange={(id) =>
            editing.change((before) => ({ ...before, category: id === "" ? null : id }))
          }
        >
          <option value="">{w.choose}</option>
          {setting.categories.map(({ id, name }) => (
            <option key={id} value={id}>
              {local(name)}
            </option>
          ))}
        </ChoiceField>
        <NumberField
          id={placed("/ageLimit")}
          label={w.ageLimit}
          value={ageLimit}
          min={0}
          max={19}
          unit={w.years}
          help={w.ageHelp}
          isOptional
          onInput={(years) => editing.change((before) => ({ ...before, ageLimit: years }), "age")}
        />
        <NumberField
          id={placed("/runningMinutes")}
          label={w.runningTime}
          value={runningMinutes}
          min={1}
          max={1_000}
          unit={w.minutes}
          isOptional
          onInput={(minutes) =>
            editing.change((before) => ({ ...before, runningMinutes: minutes }), "running")
          }
        />
      </div>
      <Address editing={editing} slug={slug} label={w.address} help={w.addressHelp} />
    </>
  );
}

type AddressProps = Pick<StepProps, "editing"> & {
  slug: string | null;
  label: string;
  help: string;
};

function Address({ editing, slug, label, help }: AddressProps) {
  const isFaulty = slug !== null && !addressPattern.test(slug);
  return (
    <TextField
      id={placed("/slug")}
      label={label}
      help={help}
      value={slug ?? ""}
      maxLength={80}
      fault={isFaulty ? help : null}
      onInput={(text) => {
        const wanted = text
          .trim()
          .toLowerCase()
          .replaceAll(/[\s_]+/g, "-")
          .replaceAll(/[^a-z0-9-]/g, "");
        const plain = wanted.replace(/^-+/, "").replaceAll(/-{2,}/g, "-");
        editing.change(
          // A dash at the end is about to be followed by something.
          (before) => ({ ...before, slug: plain.replace(/-$/, "") || null }),
          "slug",
        );
      }}
    />
  );
}
