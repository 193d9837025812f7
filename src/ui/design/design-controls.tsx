import { useSignal } from "@preact/signals";
import { Dialog } from "../components/dialog.tsx";
import { Field } from "../components/field.tsx";
import { Heart } from "../wishlist/heart.tsx";
import { Icon } from "../components/icon.tsx";
import { SearchBox } from "../concerts/search-box.tsx";
import { showToast } from "../state/toast.ts";
import { Part } from "./design-part.tsx";
import { concert } from "./design-samples.ts";

const kinds = ["primary", "secondary", "ghost", "quiet", "danger", "danger-solid"];

/** Buttons. */
export function Actions() {
  const isAsking = useSignal(false);
  return (
    <Part title="Actions">
      {kinds.map((kind) => (
        <div key={kind} class="design__row">
          <h3>{kind}</h3>
          <button type="button" class={`btn btn--${kind}`}>
            Rest
          </button>
          <button type="button" class={`btn btn--${kind} is-hover`}>
            Hover
          </button>
          <button type="button" class={`btn btn--${kind} is-focus`}>
            Focus
          </button>
          <button type="button" class={`btn btn--${kind}`} aria-busy="true">
            Busy
          </button>
          <button type="button" class={`btn btn--${kind}`} disabled>
            Disabled
          </button>
        </div>
      ))}
      <div class="design__row">
        <h3>Sizes</h3>
        <button type="button" class="btn btn--primary btn--sm">
          Small
        </button>
        <button type="button" class="btn btn--primary">
          Usual
        </button>
        <button type="button" class="btn btn--primary btn--lg">
          Large
          <Icon name="arrow" size={20} />
        </button>
      </div>
      <div class="design__row">
        <h3>Icons</h3>
        <button type="button" class="icon-btn" aria-label="Share">
          <Icon name="share" />
        </button>
        <button type="button" class="icon-btn icon-btn--line" aria-label="Calendar">
          <Icon name="calendar" />
        </button>
        <Heart concert={concert} />
      </div>
      <div class="design__row">
        <h3>Opens</h3>
        <button
          type="button"
          class="btn btn--secondary"
          onClick={() => {
            isAsking.value = true;
          }}
        >
          Dialog
        </button>
        <button
          type="button"
          class="btn btn--secondary"
          onClick={() => showToast({ text: "A toast", action: { label: "Undo", run: () => {} } })}
        >
          Toast
        </button>
      </div>
      {isAsking.value ? (
        <Dialog
          title="A question"
          onClose={() => {
            isAsking.value = false;
          }}
        >
          <p class="c-2">What happens next, in one sentence.</p>
          <div class="dialog__actions">
            <button
              type="button"
              class="btn btn--primary"
              onClick={() => {
                isAsking.value = false;
              }}
            >
              Close
            </button>
          </div>
        </Dialog>
      ) : null}
    </Part>
  );
}

/** Fields. */
export function Fields() {
  return (
    <Part title="Fields">
      <div class="design__half">
        <Field label="Name" name="design-name" help="With a word of help" />
        <div class="field">
          <label for="design-filled">Filled</label>
          <input class="input" id="design-filled" type="text" defaultValue="김하늘" />
        </div>
        <div class="field">
          <label for="design-wrong">Wrong</label>
          <input
            class="input"
            id="design-wrong"
            type="email"
            aria-invalid="true"
            aria-describedby="design-error"
            defaultValue="haneul"
          />
          <p class="error" id="design-error">
            <Icon name="alert" size={16} />
            An address has an @
          </p>
        </div>
        <div class="field">
          <label for="design-off">Disabled</label>
          <input class="input" id="design-off" type="text" disabled defaultValue="—" />
        </div>
        <div class="field">
          <label for="design-date">Date</label>
          <input class="input" id="design-date" type="date" defaultValue="2027-01-16" />
        </div>
        <SearchBox id="design-search" name="Combobox" />
      </div>
    </Part>
  );
}

/** Choices. */
export function Choices() {
  const count = useSignal(2);
  return (
    <Part title="Choices">
      <div class="chips">
        <button type="button" class="chip" aria-pressed="true">
          Chosen
        </button>
        <button type="button" class="chip" aria-pressed="false">
          Not chosen
        </button>
        <button type="button" class="chip" disabled>
          Disabled
        </button>
      </div>
      <div class="seg" role="group" aria-label="Segments">
        <button type="button" aria-pressed="true">
          One
        </button>
        <button type="button" aria-pressed="false">
          Other
        </button>
      </div>
      <div class="tabs" role="group" aria-label="Tabs">
        <button type="button" aria-current="true">
          Coming <span class="n">3</span>
        </button>
        <button type="button">Past</button>
      </div>
      <div class="design__row">
        <label class="check">
          <input type="checkbox" defaultChecked />
          Agreed
        </label>
        <label class="check">
          <input type="radio" name="design-radio" defaultChecked />
          This
        </label>
        <label class="check">
          <input type="radio" name="design-radio" />
          That
        </label>
        <label class="row">
          <input type="checkbox" role="switch" class="switch" defaultChecked />
          Switch
        </label>
      </div>
      <div class="qty">
        <button
          type="button"
          class="icon-btn icon-btn--line"
          aria-label="Fewer"
          disabled={count.value === 1}
          onClick={() => {
            count.value -= 1;
          }}
        >
          <Icon name="minus" />
        </button>
        <output>{count.value}</output>
        <button
          type="button"
          class="icon-btn icon-btn--line"
          aria-label="More"
          onClick={() => {
            count.value += 1;
          }}
        >
          <Icon name="plus" />
        </button>
      </div>
    </Part>
  );
}
