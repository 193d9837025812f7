import type { ComponentChildren } from "preact";
import { account } from "../state/session.ts";
import { SkeletonLines } from "../components/feedback/loading.tsx";
import { SignInForm } from "./sign-in-form.tsx";

type GateProps = {
  reason: string;
  /** The placeholder is then a full page, which keeps the footer in its place. */
  isPage?: boolean;
  title?: "h1" | "h2" | null;
  children: () => ComponentChildren;
};

/** Shows its content to signed-in accounts, and the sign-in form to guests. */
export function Gate({ reason, isPage = false, title = "h1", children }: GateProps) {
  if (account.value) return <>{children()}</>;
  const standIn =
    account.value === null ? <SignInForm reason={reason} title={title} /> : <SkeletonLines />;
  if (!isPage) return standIn;
  return (
    <main id="main" class="wrap page">
      {standIn}
    </main>
  );
}
