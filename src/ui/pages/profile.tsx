import "./profile.css";
import { Mails } from "./profile-mails.tsx";
import { useSignal } from "@preact/signals";
import type { Account } from "../../contract/accounts.ts";
import { changeProfile } from "../api/accounts.ts";
import { type ApiError, asApiError } from "../api/problem.ts";
import { Field } from "../components/field.tsx";
import { Gate } from "../components/gate.tsx";
import { MoreTime } from "../components/more-time.tsx";
import { PushSwitch } from "../components/push-switch.tsx";
import { useTitle } from "../components/title.tsx";
import { problemText, ProblemNote } from "../components/trouble.tsx";
import { language, setLanguage, words } from "../state/language.ts";
import { turnPushOff } from "../state/push.ts";
import { navigate } from "../state/router.ts";
import { account, logOut } from "../state/session.ts";
import { theme, themes } from "../state/theme.ts";
import { showToast } from "../state/toast.ts";
import { setWaits } from "../state/waits.ts";

/** What most organisers choose; a sale says its own. */
const usualHoldMs = 300_000;

export function ProfilePage() {
  const w = words().profile;
  useTitle(w.title);
  return (
    <main id="main" class="wrap page narrow">
      <div class="stack-8">
        <h1>{w.title}</h1>
        <Looks />
        <MoreTime holdMs={usualHoldMs} />
        <Gate reason={w.signIn}>
          {() => (account.value ? <Person key={account.value.id} person={account.value} /> : null)}
        </Gate>
      </div>
    </main>
  );
}

/** Language and theme need no account. */
function Looks() {
  const w = words().profile;
  return (
    <section class="stack" aria-label={w.looks}>
      <Choice
        label={w.language}
        options={[
          { value: "ko", name: "한국어" },
          { value: "en", name: "English" },
        ]}
        chosen={language.value}
        onChoose={(lang) => {
          void setLanguage(lang);
          if (account.value)
            changeProfile({ locale: lang }).catch(() => {
              // The screen has the language already; the server learns it at the next change.
            });
        }}
      />
      <Choice
        label={w.theme}
        options={themes.map((value) => ({ value, name: w.themes[value] }))}
        chosen={theme.value}
        onChoose={(value) => {
          theme.value = value;
        }}
      />
    </section>
  );
}

function Person({ person }: { person: Account }) {
  const w = words().profile;
  const error = useSignal<ApiError | undefined>(undefined);
  const isBusy = useSignal(false);
  const save = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const field = new FormData(event.currentTarget).get("name");
    const name = typeof field === "string" ? field.trim() : "";
    isBusy.value = true;
    error.value = undefined;
    try {
      account.value = await changeProfile({ name });
      showToast({ text: w.saved });
    } catch (thrown) {
      error.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  return (
    <>
      <section class="stack-2" aria-labelledby="notify">
        <h2 id="notify" class="t-18">
          {words().notify.title}
        </h2>
        <PushSwitch />
      </section>
      <Mails />
      <form class="stack" onSubmit={(event) => void save(event)}>
        <ProblemNote error={error.value} />
        <Field
          label={w.name}
          name="name"
          autocomplete="name"
          maxLength={80}
          defaultValue={person.name}
          help={w.nameHelp}
        />
        <p class="c-2 t-14">
          {w.email} <b>{person.email}</b>
        </p>
        <p>
          <button class="btn btn--secondary" type="submit" aria-busy={isBusy.value}>
            {w.save}
          </button>
        </p>
      </form>
      <LogOut />
    </>
  );
}

function LogOut() {
  const w = words().profile;
  const leave = async (isEverywhere: boolean) => {
    try {
      // The next one on this device is to learn nothing of mine.
      await turnPushOff().catch(() => {});
      setWaits(false);
      await logOut(isEverywhere);
      navigate("/");
      showToast({ text: isEverywhere ? w.outEverywhere : w.out });
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
  };
  return (
    <section class="row row--wrap" aria-label={w.logOut}>
      <button class="btn btn--secondary" type="button" onClick={() => void leave(false)}>
        {w.logOut}
      </button>
      <button class="btn btn--quiet" type="button" onClick={() => void leave(true)}>
        {w.logOutEverywhere}
      </button>
      {account.value?.role === "admin" ? (
        <a class="btn btn--secondary" href="/admin">
          {w.toAdmin}
        </a>
      ) : null}
    </section>
  );
}

function Choice<T extends string>({ label, options, chosen, onChoose }: ChoiceProps<T>) {
  return (
    <div class="between row--wrap">
      <span class="label">{label}</span>
      <div class="seg" role="group" aria-label={label}>
        {options.map(({ value, name }) => (
          <button
            key={value}
            type="button"
            aria-pressed={value === chosen}
            onClick={() => onChoose(value)}
          >
            {name}
          </button>
        ))}
      </div>
    </div>
  );
}

type ChoiceProps<T> = {
  label: string;
  options: { value: T; name: string }[];
  chosen: T;
  onChoose: (value: T) => void;
};
