import type { ConcertSummary } from "../../contract/catalog/concerts.ts";
import { asApiError } from "../api/problem.ts";
import { local } from "../state/language.ts";
import { words } from "../state/public-words.ts";
import { showToast } from "../state/toast.ts";
import { setWish, wishes } from "./wishes.ts";
import { Icon } from "../components/icon.tsx";
import { problemText } from "../components/feedback/trouble.tsx";

type Props = { concert: Pick<ConcertSummary, "id" | "title">; className?: string };

/** Saves a concert. A filled shape and a state show that it is saved, not color alone. */
export function Heart({ concert, className = "icon-btn" }: Props) {
  const w = words().wish;
  const isWished = wishes.value.has(concert.id);
  const title = local(concert.title);
  const change = async () => {
    try {
      await setWish(concert.id, !isWished);
      if (!isWished) showToast({ text: w.kept });
    } catch (thrown) {
      showToast({ text: problemText(asApiError(thrown)) });
    }
  };
  return (
    <button
      class={`${className} heart needs-script`}
      type="button"
      aria-pressed={isWished}
      aria-label={isWished ? w.remove(title) : w.add(title)}
      onClick={() => void change()}
    >
      <Icon name="heart" />
    </button>
  );
}
