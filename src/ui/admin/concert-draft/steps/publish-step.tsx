import { Icon } from "../../../components/icon.tsx";
import { When } from "../../../components/when.tsx";
import { count } from "../../../i18n/format.ts";
import { language, local, words } from "../../../state/language.ts";
import type { StepProps } from "../editing/setting.ts";
import { placed } from "../fields/placed.ts";
import { MomentField } from "../fields/value-fields.tsx";
import { PublishButton } from "../frame/publish-button.tsx";
import { ReadinessPanel } from "../frame/readiness-panel.tsx";

/** When the page appears, what happens then, and what is in the way. */
export function PublishStep({ editing, setting }: StepProps) {
  const w = words().concertDraft.publish;
  const { publishAt } = editing.document.value;
  return (
    <>
      <section class="stack" aria-labelledby="publish-when">
        <h3 id="publish-when">{w.when}</h3>
        <label class="check">
          <input
            type="radio"
            name="publish"
            checked={publishAt === null}
            onChange={() => editing.change((before) => ({ ...before, publishAt: null }))}
          />
          <span>{w.now}</span>
        </label>
        <MomentField
          id={placed("/publishAt")}
          label={w.later}
          help={w.laterHelp}
          value={publishAt}
          timeZone={setting.timeZone}
          onInput={(time) => editing.change((before) => ({ ...before, publishAt: time }))}
        />
      </section>
      <section class="draft__card" aria-labelledby="publish-what">
        <h3 id="publish-what">{w.title}</h3>
        <PublishSummary {...{ editing, setting }} />
        <PublishButton {...{ editing, setting }} />
      </section>
      <div class="draft__only-narrow">
        <ReadinessPanel {...{ editing, setting }} />
      </div>
    </>
  );
}

/** What publishing does, in sentences. */
export function PublishSummary({ editing, setting }: StepProps) {
  const w = words().concertDraft.publish;
  const { publishAt, sale, presales, dates } = editing.document.value;
  const { timeZone, plan } = setting;
  const sold = dates.rows.filter(({ isSold }) => isSold).length;
  const at = (time: string) => <When time={time} timeZone={timeZone} />;
  return (
    <ul class="draft__does">
      <li>
        <Icon name="globe" size={20} />
        <p>{publishAt === null ? w.appearsNow : w.appearsAt(at(publishAt))}</p>
      </li>
      {presales.map(({ id, name, opensAt }) =>
        opensAt === null ? null : (
          <li key={id}>
            <Icon name="ticket" size={20} />
            <p>{w.presaleOpens(local(name), at(opensAt))}</p>
          </li>
        ),
      )}
      {sale.opensAt === null ? null : (
        <li>
          <Icon name="clock" size={20} />
          <p>{w.saleOpens(at(sale.opensAt))}</p>
        </li>
      )}
      {plan ? (
        <li>
          <Icon name="calendar" size={20} />
          <p>{w.seats(sold, count(sold * plan.facts.seatCount, language.value))}</p>
        </li>
      ) : null}
      <li>
        <Icon name="lock" size={20} />
        <p>{w.planStays}</p>
      </li>
    </ul>
  );
}
