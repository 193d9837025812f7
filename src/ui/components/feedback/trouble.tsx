import type { ApiCode, ApiError } from "../../api/problem.ts";
import { words } from "../../state/public-words.ts";
import { Icon } from "../icon.tsx";

/** The error in one sentence, in the reader's language. */
export function problemText(error: ApiError): string {
  const problem: Partial<Record<ApiCode, string>> = words().problem;
  return problem[error.code] ?? words().problem["internal-error"];
}

/** Replaces a page's content that could not be loaded. */
export function Trouble({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  const w = words();
  return (
    <div class="empty" role="alert">
      <Icon name={error.code === "offline" ? "offline" : "alert"} />
      <p class="t-18 semi">{problemText(error)}</p>
      <p class="c-2">{error.code === "unavailable" ? w.common.soon : w.common.nothingLost}</p>
      <button class="btn btn--secondary" type="button" onClick={onRetry}>
        {w.common.retry}
      </button>
      {error.code === "offline" ? (
        <a class="btn btn--quiet" href="/me">
          {w.nav.tickets}
        </a>
      ) : null}
    </div>
  );
}

/** A refusal beside its control; a conflict uses that place's own words if it has some. */
export function ProblemNote({ error, conflict }: ProblemNoteProps) {
  if (!error) return null;
  return (
    <div class="note note--danger" role="alert">
      <Icon name="alert" />
      <p>{error.code === "conflict" && conflict !== undefined ? conflict : problemText(error)}</p>
    </div>
  );
}

type ProblemNoteProps = { error: ApiError | undefined; conflict?: string };
