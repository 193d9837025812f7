import { useSignal } from "@preact/signals";
import type { AutomaticDiscount } from "../../../contract/money/price.ts";
import { Dialog } from "../../components/dialog.tsx";
import { Icon } from "../../components/icon.tsx";
import { local, words } from "../../state/language.ts";
import { newId, without } from "../concert-draft/editing/ids.ts";
import { PairField } from "../concert-draft/fields/text-fields.tsx";
import { MomentField } from "../concert-draft/fields/value-fields.tsx";
import { Table } from "../parts/table.tsx";
import {
  CutFields,
  type Priced,
  ZoneChoice,
  cutText,
  hasFault,
  zonesText,
} from "./discount-fields.tsx";

const textOf = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
const msOf = (time: string | null) => (time === null ? null : Date.parse(time));

type MemberDiscountsProps = {
  /** All automatic discounts of the sale; those for members are listed here. */
  automatic: readonly AutomaticDiscount[];
  of: Priced & { timeZone: string };
  onChange: (automatic: AutomaticDiscount[]) => void;
};

/** Discounts that the members of a tier get by themselves. */
export function MemberDiscounts({ automatic, of, onChange }: MemberDiscountsProps) {
  const w = words().concertDraft.prices;
  const edited = useSignal<AutomaticDiscount | null>(null);
  const close = () => (edited.value = null);
  const blank = (): AutomaticDiscount => ({
    id: newId("member"),
    kind: "member",
    name: w.memberNames,
    zones: null,
    cut: { percent: 10 },
    fromMs: null,
    untilMs: null,
    tier: "gold",
  });
  const members = automatic.filter(({ kind }) => kind === "member");
  const isNew = !automatic.some(({ id }) => id === edited.value?.id);
  return (
    <section class="stack-2" aria-labelledby="member-discounts">
      <div class="draft__bar">
        <h3 id="member-discounts">{w.members}</h3>
        <button
          class="btn btn--quiet btn--sm"
          type="button"
          onClick={() => (edited.value = blank())}
        >
          <Icon name="plus" size={16} />
          {w.addMember}
        </button>
      </div>
      {members.length === 0 ? <p class="c-2">{w.noMembers}</p> : null}
      {members.length > 0 ? (
        <Table name={w.members} head={[w.typeName, w.tier, w.value, w.where, ""]} isStacked>
          {members.map((discount) => (
            <tr key={discount.id}>
              <td class="semi">{local(discount.name)}</td>
              <td>{discount.tier ?? w.everyone}</td>
              <td class="semi num">{cutText(discount.cut, of.currency)}</td>
              <td>{zonesText(discount.zones, of)}</td>
              <td class="right">
                <button
                  class="btn btn--quiet btn--sm"
                  type="button"
                  aria-label={w.editType(local(discount.name))}
                  onClick={() => (edited.value = discount)}
                >
                  {w.edit}
                  <Icon name="chevron" size={16} />
                </button>
              </td>
            </tr>
          ))}
        </Table>
      ) : null}
      {edited.value ? (
        <DiscountDialog
          of={of}
          discount={edited.value}
          isNew={isNew}
          onSave={(saved) => {
            onChange(
              isNew
                ? [...automatic, saved]
                : automatic.map((each) => (each.id === saved.id ? saved : each)),
            );
            close();
          }}
          onRemove={(id) => {
            onChange(without(automatic, id));
            close();
          }}
          onClose={close}
        />
      ) : null}
    </section>
  );
}

type DiscountDialogProps = {
  of: MemberDiscountsProps["of"];
  discount: AutomaticDiscount;
  isNew: boolean;
  onSave: (discount: AutomaticDiscount) => void;
  onRemove: (id: string) => void;
  onClose: () => void;
};

function DiscountDialog(props: DiscountDialogProps) {
  const { of, discount, isNew, onSave, onRemove, onClose } = props;
  const w = words().concertDraft.prices;
  const next = useSignal(discount);
  const set = (change: Partial<AutomaticDiscount>) => (next.value = { ...next.value, ...change });
  const { name, cut, zones, tier, fromMs, untilMs } = next.value;
  return (
    <Dialog title={isNew ? w.addMember : w.editType(local(discount.name))} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          // The list may be part of a form, which this must not send.
          event.stopPropagation();
          if (!hasFault(event.currentTarget)) onSave(next.value);
        }}
      >
        <PairField
          id="member-name"
          label={w.typeName}
          value={name}
          maxLength={60}
          onInput={(text) => set({ name: text })}
        />
        <div class="field">
          <label for="member-tier">{w.tier}</label>
          <input
            class="input"
            id="member-tier"
            required
            maxLength={20}
            pattern="[a-z0-9\-]+"
            value={tier ?? ""}
            aria-describedby="member-tier-help"
            onInput={(event) => set({ tier: event.currentTarget.value })}
          />
          <p class="help" id="member-tier-help">
            {w.tierHelp}
          </p>
        </div>
        <CutFields cut={cut} onChange={(value) => set({ cut: value })} />
        <ZoneChoice chosen={zones} zones={of.zones} onChoose={(ids) => set({ zones: ids })} />
        <MomentField
          id="member-from"
          label={w.from}
          value={textOf(fromMs)}
          timeZone={of.timeZone}
          onInput={(time) => set({ fromMs: msOf(time) })}
        />
        <MomentField
          id="member-until"
          label={w.until}
          value={textOf(untilMs)}
          timeZone={of.timeZone}
          onInput={(time) => set({ untilMs: msOf(time) })}
        />
        <div class="dialog__actions">
          {isNew ? null : (
            <button class="btn btn--secondary" type="button" onClick={() => onRemove(discount.id)}>
              {w.removeType}
            </button>
          )}
          <button class="btn btn--primary" type="submit">
            {w.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
