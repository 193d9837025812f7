import { words } from "../../state/language.ts";

export function More({ list }: { list: MoreProps }) {
  if (list.data?.nextCursor == null) return null;
  return (
    <button
      class="btn btn--secondary btn--sm"
      type="button"
      aria-busy={list.isBusy}
      onClick={() => void list.more()}
    >
      {words().home.more}
    </button>
  );
}

type MoreProps = {
  data: { nextCursor: string | null } | undefined;
  isBusy: boolean;
  more: () => Promise<void>;
};
