import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import type { Page, PageProps } from "../../frame/screen.tsx";
import { loadWords } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";

type LazyPageProps = PageProps & { pattern: string; load: () => Promise<Page> };

/** A page that loads with the words of the setup pages when it is first opened. */
export function LazyPage({ pattern, load, ...props }: LazyPageProps) {
  const page = useResource(`page ${pattern}`, async () => {
    const [Loaded] = await Promise.all([load(), loadWords("setup")]);
    return { Loaded };
  });
  if (page.data) return <page.data.Loaded {...props} />;
  if (page.error) return <Trouble error={page.error} onRetry={() => void page.reload()} />;
  return <SkeletonLines lines={6} />;
}
