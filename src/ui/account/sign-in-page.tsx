import { useEffect } from "preact/hooks";
import type { PageProps } from "../frame/screen.tsx";
import { Later } from "../components/feedback/later.tsx";
import { SkeletonLines } from "../components/feedback/loading.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { useTitle } from "../components/title.tsx";
import { words } from "../state/language.ts";
import { navigate, safeNext } from "../state/router.ts";
import { account } from "../state/session.ts";

const loadPending = () => import("./ways-in/pending.tsx").then(({ Pending }) => Pending);

export function SignInPage({ query }: PageProps) {
  const step = query.get("step");
  useTitle(words().signIn.title);
  const isIn = account.value !== null && account.value !== undefined;
  useEffect(() => {
    if (isIn) navigate(safeNext(query.get("next")), { replace: true });
  }, [isIn]);
  return (
    <main id="main" class="wrap narrow">
      {step === null ? (
        <SignInForm />
      ) : (
        <Later key={step} load={loadPending} props={{ step }}>
          <SkeletonLines />
        </Later>
      )}
    </main>
  );
}
