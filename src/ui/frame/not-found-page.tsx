import { Empty } from "../components/feedback/empty.tsx";
import { useTitle } from "../components/title.tsx";
import { words } from "../state/public-words.ts";

export function NotFoundPage() {
  const w = words().notFound;
  useTitle(w.title);
  return (
    <main id="main" class="wrap page">
      <Empty icon="pin" title={w.title} isPage>
        <p class="c-2">{w.text}</p>
        <a class="btn btn--primary" href="/">
          {w.home}
        </a>
      </Empty>
    </main>
  );
}
