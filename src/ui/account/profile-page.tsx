import "../styles/my-pages.ts";
import { Mails } from "./profile-mails.tsx";
import { useSignal } from "@preact/signals";
import type { Account } from "../../contract/people/accounts.ts";
import { changeProfile } from "../api/accounts.ts";
import { type ApiError, asApiError } from "../api/problem.ts";
import { Field } from "../components/field.tsx";
import { Gate } from "./gate.tsx";
import { Icon } from "../components/icon.tsx";
import { MoreTime } from "../sale/more-time-switch.tsx";
import { PushSwitch } from "../reminders/push-switch.tsx";
import { SkeletonLines } from "../components/feedback/loading.tsx";
import { useTitle } from "../components/title.tsx";
import { problemText, ProblemNote } from "../components/feedback/trouble.tsx";
import { language, setLanguage, words } from "../state/language.ts";
import { turnPushOff } from "../reminders/push.ts";
import { navigate } from "../state/router.ts";
import { account, logOut } from "../state/session.ts";
import { theme, themes } from "../state/theme.ts";
import { showToast } from "../state/toast.ts";
import { setOnWaitlist } from "../waitlist/on-waitlist.ts";

/** The usual hold time; each sale names its own. */
const usualHoldMs = 300_000;

export function ProfilePage() {
  const w = words().profile;
  const person = account.value;
  useTitle(w.title);
  return (
    <main id="main" class="wrap page narrow profile">
      <h1>{w.title}</h1>
      {person === undefined ? <SkeletonLines /> : null}
      {person ? <Person key={person.id} person={person} /> : null}
      <Looks />
      <section aria-label={words().moreTime.label}>
        <MoreTime holdMs={usualHoldMs} />
      </section>
      <Gate reason={w.signIn} title="h2">
        {() => (
          <>
            <section class="stack-2" aria-labelledby="notify">
              <h2 id="notify" class="t-18">
                {words().notify.title}
              </h2>
              <PushSwitch />
            </section>
            <Mails />
            <MineToo />
            <LogOut />
          </>
        )}
      </Gate>
    </main>
  );
}

/** Links to the fan's other pages. */
function MineToo() {
  const places = [
    { href: "/me?tab=wishes", name: words().wish.title },
    { href: "/me?tab=waitlist", name: words().waitlist.title },
    { href: "/payments", name: words().payments.title },
    { href: "/profile/security", name: words().profile.security },
  ];
  return (
    <nav class="profile__more" aria-label={words().profile.more}>
      {places.map(({ href, name }) => (
        <a key={href} href={href}>
          {name}
          <Icon name="chevron" size={20} />
        </a>
      ))}
    </nav>
  );
}

/** Language and theme need no account. */
function Looks() {
  const w = words().profile;
  return (
    <section aria-label={w.looks}>
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
              // The app already uses the language; the server learns it with the next change.
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
      <p class="between row--wrap">
        <span class="c-2 t-14">
          {w.email} <b>{person.email}</b>
        </span>
        <button class="btn btn--secondary btn--sm" type="submit" aria-busy={isBusy.value}>
          {w.save}
        </button>
      </p>
    </form>
  );
}

function LogOut() {
  const w = words().profile;
  const leave = async (isEverywhere: boolean) => {
    try {
      // The next person on this device must learn nothing of mine.
      await turnPushOff().catch(() => {});
      setOnWaitlist(false);
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
      {account.value?.isStaff ? (
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
