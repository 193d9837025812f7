import { unlinkIdentity, visitToLink } from "../../api/people/ways-in.ts";
import { dayText } from "./passkey-section.tsx";
import { type SectionProps, useAct } from "./section.tsx";
import { waysInWords } from "./words.ts";

/** The accounts at providers that can sign in to this one. */
export function Linked({ ways: { linked, available }, reload }: SectionProps) {
  const w = waysInWords();
  const { act, isBusy, note } = useAct(reload);
  const open = available.filter((provider) => !linked.some((each) => each.provider === provider));
  if (linked.length + open.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="linked">
      <h2 id="linked" class="t-18">
        {w.linked}
      </h2>
      {note}
      {linked.length > 0 ? (
        <ul class="stack">
          {linked.map(({ id, provider, email, linkedAt, lastUsedAt }) => (
            <li key={id} class="between row--wrap">
              <span>
                <b>{w.provider[provider]}</b> {email}
                <br />
                <span class="c-2 t-14">
                  {lastUsedAt === null
                    ? w.added(dayText(linkedAt))
                    : w.lastUsed(dayText(lastUsedAt))}
                </span>
              </span>
              <button
                class="btn btn--quiet btn--sm"
                type="button"
                aria-label={`${w.unlink}: ${w.provider[provider]}`}
                aria-busy={isBusy.value}
                onClick={() => void act(() => unlinkIdentity(id), w.unlinked)}
              >
                {w.unlink}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {open.length > 0 ? (
        <p class="row row--wrap">
          {open.map((provider) => (
            <button
              key={provider}
              class="btn btn--secondary btn--sm"
              type="button"
              aria-busy={isBusy.value}
              onClick={() =>
                void act(async () => {
                  location.assign((await visitToLink(provider)).url);
                })
              }
            >
              {w.link(w.provider[provider])}
            </button>
          ))}
        </p>
      ) : null}
    </section>
  );
}
