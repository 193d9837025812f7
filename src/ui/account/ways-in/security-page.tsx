import "../../styles/my-pages.ts";
import type { WaysIn } from "../../../contract/people/ways-in.ts";
import { getWaysIn } from "../../api/people/ways-in.ts";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { useTitle } from "../../components/title.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { useResource } from "../../state/resource.ts";
import { account } from "../../state/session.ts";
import { Gate } from "../gate.tsx";
import type { SectionProps } from "./section.tsx";
import { AppSection } from "./app-section.tsx";
import { Linked } from "./linked-section.tsx";
import { Passkeys } from "./passkey-section.tsx";
import { proveAgain } from "./prove-again.tsx";
import { waysInWords } from "./words.ts";

/** All the ways into an account, each with what can be done to it. */
export function SecurityPage({ query }: PageProps) {
  const w = waysInWords();
  useTitle(w.title);
  return (
    <main id="main" class="wrap page narrow profile">
      <h1>{w.title}</h1>
      <Gate reason={w.signIn} title="h2">
        {() => <Ways key={account.value?.id} query={query} />}
      </Gate>
    </main>
  );
}

function Ways({ query }: { query: URLSearchParams }) {
  const w = waysInWords();
  const { data, error, reload } = useResource<WaysIn>("ways-in", getWaysIn);
  if (error && !data) return <Trouble error={error} onRetry={() => void reload()} />;
  if (!data) return <SkeletonLines lines={6} />;
  const trouble = query.get("trouble");
  const props = { ways: data, reload };
  return (
    <>
      <p class="c-2">{w.lead}</p>
      {query.get("linked") === "1" ? <p role="status">{w.justLinked}</p> : null}
      {trouble && Object.hasOwn(w.trouble, trouble) ? (
        <p class="note note--danger" role="alert">
          {w.trouble[trouble as keyof typeof w.trouble]}
        </p>
      ) : null}
      <Duty {...props} />
      <Passkeys {...props} />
      <AppSection {...props} />
      <Linked {...props} />
      <section class="between row--wrap">
        <h2 class="t-18">{w.password}</h2>
        <span class="c-2 t-14">{data.hasPassword ? w.hasPassword : w.noPassword}</span>
        <a class="btn btn--secondary btn--sm" href="/reset-password">
          {w.setPassword}
        </a>
      </section>
    </>
  );
}

/** What staff still have to do before their pages open. */
function Duty({ ways, reload }: SectionProps) {
  const w = waysInWords();
  if (!ways.mustBeTwofold) return null;
  const hasFactor = ways.authenticator !== null || ways.passkeys.length > 0;
  return (
    <section class="note stack" role="status">
      <p>{ways.isTwofold ? w.mustDone : hasFactor ? w.mustProve : w.must}</p>
      {ways.isTwofold ? (
        <a class="btn btn--primary" href="/admin">
          {w.toAdmin}
        </a>
      ) : hasFactor ? (
        <button
          class="btn btn--primary"
          type="button"
          onClick={() => void proveAgain().then((isProved) => (isProved ? reload() : undefined))}
        >
          {w.confirm}
        </button>
      ) : null}
    </section>
  );
}
