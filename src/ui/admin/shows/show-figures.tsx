import type { CancellationStory } from "../../../contract/admin/shows.ts";
import { Amount } from "../../components/amount.tsx";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";

/** The refunds still to be made, by target. */
export function ShowFigures({ story }: { story: CancellationStory }) {
  const w = words().adminShows;
  const lang = language.value;
  return (
    <dl class="adm__kpis">
      <div>
        <dt>{w.orders}</dt>
        <dd class="num">{count(story.orders, lang)}</dd>
      </div>
      <div>
        <dt>{w.tickets}</dt>
        <dd class="num">{count(story.tickets, lang)}</dd>
      </div>
      <div>
        <dt>{w.refund}</dt>
        <dd>
          <Amount of={story.refund} />
          <small>
            {w.toOriginal} <Amount of={story.toOriginal} />
          </small>
          {story.byHand.amount > 0 ? (
            <small>
              {w.byHand} <Amount of={story.byHand} />
            </small>
          ) : null}
        </dd>
      </div>
      <div>
        <dt>{w.compensation}</dt>
        <dd>
          <Amount of={story.compensation} />
          <small>
            {w.toWallets} <Amount of={story.toWallets} />
          </small>
        </dd>
      </div>
    </dl>
  );
}
