import { useEffect } from "preact/hooks";
import type { PageProps } from "../frame/screen.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { useTitle } from "../components/title.tsx";
import { words } from "../state/language.ts";
import { navigate, safeNext } from "../state/router.ts";
import { account } from "../state/session.ts";

export function SignInPage({ query }: PageProps) {
  useTitle(words().signIn.title);
  const isIn = account.value !== null && account.value !== undefined;
  useEffect(() => {
    if (isIn) navigate(safeNext(query.get("next")), { replace: true });
  }, [isIn]);
  return (
    <main id="main" class="wrap narrow">
      <SignInForm />
    </main>
  );
}
