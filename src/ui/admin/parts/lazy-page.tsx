import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import type { Page, PageProps } from "../../frame/screen.tsx";
import { loadWords } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";

type LazyPageProps = PageProps & {
  pattern: string;
  load: () => Promise<Page>;
  /** The words that the page needs besides those of every admin page. */
  needs?: "setup" | "selling";
};

/** A page that loads with its words when it is first opened. */
export function LazyPage({ pattern, load, needs = "setup", ...props }: LazyPageProps) {
  const page = useResource(`page ${pattern}`, async () => {
    const [Loaded] = await Promise.all([load(), loadWords(needs)]);
    return { Loaded };
  });
  if (page.data) return <page.data.Loaded {...props} />;
  if (page.error) return <Trouble error={page.error} onRetry={() => void page.reload()} />;
  return <SkeletonLines lines={6} />;
}
