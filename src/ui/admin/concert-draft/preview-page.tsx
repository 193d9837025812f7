import "./draft.css";
import "./readiness.css";
import type { Schedule } from "../../../contract/catalog/concerts.ts";
import { getDraftPreview } from "../../api/concert-drafts.ts";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { Icon } from "../../components/icon.tsx";
import { useTitle } from "../../components/title.tsx";
import { ConcertView } from "../../concert/concert-page.tsx";
import { PriceList } from "../../concert/price-list.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { afterLeaving } from "./editing/leaving.ts";
import { Mark } from "./frame/mark.tsx";

/** The concert's page as fans will see it, from the draft as it is saved. Nothing can be bought. */
export function DraftPreviewPage({ params }: PageProps) {
  const id = params["id"] ?? "";
  const w = words().concertDraft.preview;
  const preview = useResource(`draft-preview ${id}`, () =>
    afterLeaving(id, () => getDraftPreview(id)),
  );
  const { data, error } = preview;
  useTitle(data ? `${w.title} · ${local(data.concert.title)}` : w.title);
  return (
    <div class="draft draft--preview">
      <p class="draft__ribbon" role="note">
        <Mark name="eye" />
        <span class="grow">
          <b>{w.title}</b> {w.text}
        </span>
        <a class="btn btn--sm" href={`/admin/concert-drafts/${id}`}>
          <Icon name="back" size={16} />
          {w.back}
        </a>
      </p>
      {data ? (
        <ConcertView {...data} preview={(date) => <PricesPanel date={date} />} />
      ) : error ? (
        <Trouble error={error} onRetry={() => void preview.reload()} />
      ) : (
        <SkeletonLines lines={8} />
      )}
    </div>
  );
}

/** In the place of the panel to buy. */
function PricesPanel({ date }: { date: Schedule }) {
  const w = words().concertDraft.preview;
  return (
    <aside class="aside" aria-label={w.title}>
      <PriceList zones={date.zones} />
      <button class="btn btn--lg btn--block btn--secondary" type="button" disabled>
        {w.notForSale}
      </button>
    </aside>
  );
}
