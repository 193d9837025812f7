import { altMax } from "../../../../contract/images/limits.ts";
import type { CastMember } from "../../../../contract/catalog/cast.ts";
import { Icon } from "../../../components/icon.tsx";
import { words } from "../../../state/language.ts";
import { ImageField } from "../../images/image-field.tsx";
import { freeId, replaced, without } from "../editing/ids.ts";
import type { StepProps } from "../editing/setting.ts";
import { placed } from "../fields/placed.ts";
import { PairField, TextField } from "../fields/text-fields.tsx";
import { Check } from "../fields/value-fields.tsx";

const empty = () => ({ ko: "", en: "" });

/** What fans read and see: the story, the notice, the cast, the poster, and who organizes. */
export function ContentStep({ editing }: StepProps) {
  const w = words().concertDraft.content;
  const { description, notice, ticketNote, cast, poster, posterAlt, organizer } =
    editing.document.value;
  return (
    <>
      <PairField
        id={placed("/description")}
        label={w.description}
        value={description}
        isLong
        onInput={(text) => editing.change((before) => ({ ...before, description: text }), "story")}
      />
      <PairField
        id={placed("/notice")}
        label={w.notice}
        help={w.noticeHelp}
        value={notice}
        isLong
        onInput={(text) => editing.change((before) => ({ ...before, notice: text }), "notice")}
      />
      <PairField
        id={placed("/ticketNote")}
        label={w.ticketNote}
        help={w.ticketNoteHelp}
        value={ticketNote}
        isLong
        onInput={(text) =>
          editing.change((before) => ({ ...before, ticketNote: text }), "ticketNote")
        }
      />
      <section class="stack" aria-labelledby="cast" id={placed("/cast")}>
        <div class="draft__bar">
          <h3 id="cast">{w.cast}</h3>
          <button
            class="btn btn--quiet btn--sm"
            type="button"
            onClick={() =>
              editing.change((before) => ({
                ...before,
                cast: [
                  ...before.cast,
                  { id: freeId("player", before.cast), role: empty(), name: empty() },
                ],
              }))
            }
          >
            <Icon name="plus" size={16} />
            {w.addMember}
          </button>
        </div>
        {cast.map((member, index) => (
          <Member key={member.id} {...{ editing, member, index }} />
        ))}
      </section>
      <section class="stack" aria-label={w.poster} id={placed("/poster")}>
        <ImageField
          label={w.poster}
          ratio="poster"
          value={poster}
          onChange={(path, alt) =>
            editing.change((before) => ({ ...before, poster: path, posterAlt: alt }), "poster")
          }
        />
        {poster ? (
          <PairField
            id={placed("/posterAlt")}
            label={w.posterAlt}
            help={w.posterAltHelp}
            value={posterAlt}
            maxLength={altMax}
            onInput={(text) => editing.change((before) => ({ ...before, posterAlt: text }), "alt")}
          />
        ) : null}
      </section>
      <section class="stack" aria-labelledby="organizer" id={placed("/organizer")}>
        <h3 id="organizer">{w.organizer}</h3>
        <Check
          label={w.ownOrganizer}
          help={w.ownOrganizerHelp}
          isOn={organizer === null}
          onChange={(isOwn) =>
            editing.change((before) => ({
              ...before,
              organizer: isOwn ? null : { name: empty(), contact: "" },
            }))
          }
        />
        {organizer ? (
          <>
            <PairField
              id={placed("/organizer/name")}
              label={w.organizerName}
              value={organizer.name}
              maxLength={120}
              onInput={(name) =>
                editing.change(
                  (before) => ({ ...before, organizer: { contact: organizer.contact, name } }),
                  "organizer",
                )
              }
            />
            <TextField
              id={placed("/organizer/contact")}
              label={w.contact}
              value={organizer.contact}
              maxLength={200}
              onInput={(contact) =>
                editing.change(
                  (before) => ({ ...before, organizer: { name: organizer.name, contact } }),
                  "contact",
                )
              }
            />
          </>
        ) : null}
      </section>
    </>
  );
}

type MemberProps = Pick<StepProps, "editing"> & { member: CastMember; index: number };

function Member({ editing, member, index }: MemberProps) {
  const w = words().concertDraft.content;
  const set = (change: Partial<CastMember>, field: string) =>
    editing.change(
      (before) => ({ ...before, cast: replaced(before.cast, member.id, change) }),
      `${member.id} ${field}`,
    );
  const remove = () =>
    editing.change((before) => ({
      ...before,
      cast: without(before.cast, member.id),
      dates: {
        ...before.dates,
        rows: before.dates.rows.map((row) => ({
          ...row,
          castIds: row.castIds?.filter((id) => id !== member.id) ?? null,
        })),
      },
    }));
  return (
    <div class="draft__card">
      <PairField
        id={placed(`/cast/${index}/name`)}
        label={w.memberName}
        value={member.name}
        maxLength={60}
        onInput={(name) => set({ name }, "name")}
      />
      <PairField
        id={placed(`/cast/${index}/role`)}
        label={w.memberRole}
        value={member.role}
        maxLength={60}
        onInput={(role) => set({ role }, "role")}
      />
      <ImageField
        label={w.memberPhoto}
        ratio="poster"
        value={member.photo?.path ?? null}
        {...(member.photo && { alt: member.photo.alt })}
        onChange={(path, alt) =>
          path === null
            ? editing.change(
                (before) => ({ ...before, cast: withoutPhoto(before.cast, member.id) }),
                `${member.id} photo`,
              )
            : set({ photo: { path, alt } }, "photo")
        }
      />
      {member.photo ? (
        <PairField
          id={placed(`/cast/${index}/photo/alt`)}
          label={w.memberPhotoAlt}
          help={w.posterAltHelp}
          value={member.photo.alt}
          maxLength={altMax}
          onInput={(alt) => {
            if (member.photo) set({ photo: { ...member.photo, alt } }, "photo alt");
          }}
        />
      ) : null}
      <p>
        <button class="btn btn--quiet btn--sm" type="button" onClick={remove}>
          {w.removeMember}
        </button>
      </p>
    </div>
  );
}

const withoutPhoto = (cast: readonly CastMember[], memberId: string): CastMember[] =>
  cast.map((member) => {
    if (member.id !== memberId) return member;
    const { photo: _, ...rest } = member;
    return rest;
  });
