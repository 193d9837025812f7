import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Presales } from "../../../contract/sale/presales.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { getPresales, verifyPresale } from "../../api/sales.ts";
import { Gate } from "../../account/gate.tsx";
import { Icon } from "../../components/icon.tsx";
import { ProblemNote } from "../../components/feedback/trouble.tsx";
import { When } from "../../components/when.tsx";
import { local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";

type PresaleFormProps = { scheduleId: string; timeZone: string };

/**
 * Verifies for a presale with a code or by a list, long before the queue opens. It replaces the pressed button and
 * takes its focus.
 */
export function PresaleForm(props: PresaleFormProps) {
  const w = words().presale;
  const ref = useRef<HTMLElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <section ref={ref} class="stack" tabIndex={-1} aria-label={w.title}>
      <Gate reason={w.signIn} title="h2">
        {() => <Entry {...props} />}
      </Gate>
    </section>
  );
}

function Entry({ scheduleId, timeZone }: PresaleFormProps) {
  const w = words().presale;
  const mine = useResource<Presales>(`presale:${scheduleId}`, () => getPresales(scheduleId));
  const code = useSignal("");
  const isBusy = useSignal(false);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const verified = mine.data?.items.filter(({ isVerified }) => isVerified) ?? [];
  const verify = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isBusy.value) return;
    isBusy.value = true;
    refusal.value = undefined;
    try {
      mine.set(await verifyPresale(scheduleId, code.value.trim()));
      code.value = "";
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  return (
    <>
      {verified.map(({ id, name, opensAt }) => (
        <div key={id} class="note note--ok" role="status">
          <Icon name="check" />
          <p>
            <b>{w.verified(local(name))}</b>
            <br />
            {w.comeAt} <When time={opensAt} timeZone={timeZone} />
          </p>
        </div>
      ))}
      {mine.data && verified.length === mine.data.items.length ? null : (
        <form class="stack-2" onSubmit={(event) => void verify(event)}>
          <label class="label" for="presale-code">
            {w.code}
          </label>
          <div class="row">
            <input
              class="input"
              id="presale-code"
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              maxLength={100}
              aria-describedby="presale-help"
              value={code.value}
              onInput={(event) => (code.value = event.currentTarget.value)}
            />
            <button class="btn btn--primary nowrap" type="submit" aria-busy={isBusy.value}>
              {w.verify}
            </button>
          </div>
          <p class="help" id="presale-help">
            {w.help}
          </p>
          <Refusal error={refusal.value} />
        </form>
      )}
    </>
  );
}

/** Without a code, `not found` only means that the account is on no list. */
function Refusal({ error }: { error: ApiError | undefined }) {
  if (error?.code !== "not-found") return <ProblemNote error={error} />;
  return (
    <p class="note note--warn" role="alert">
      <Icon name="info" />
      {words().presale.notListed}
    </p>
  );
}
