import type { ComponentChildren } from "preact";
import { account } from "../state/session.ts";
import { SkeletonLines } from "../components/feedback/loading.tsx";
import { SignInForm } from "./sign-in-form.tsx";

/** Shows its content to signed-in accounts, and the sign-in form to guests. */
export function Gate({ reason, children }: { reason: string; children: () => ComponentChildren }) {
  if (account.value === undefined) return <SkeletonLines />;
  if (account.value === null) return <SignInForm reason={reason} />;
  return <>{children()}</>;
}
