import type { AdminConcert } from "../../../../contract/admin/changes/concert-changes.ts";
import { filledIn } from "../../../../contract/admin/orders/message-tokens.ts";
import type { LocalText } from "../../../../contract/money/money.ts";
import { seatsText } from "../../../../contract/plan/seat-names.ts";
import { day, hour } from "../../../i18n/format.ts";
import { words } from "../../../state/language.ts";

const seat = (number: string) => ({ section: "A", row: "1", number });
const seats = [seat("1"), seat("2")];
/** A made-up buyer in each language, whichever the page is read in. */
const samples = {
  ko: { name: "김하늘", seats: seatsText(seats, "ko") },
  en: { name: "Haneul Kim", seats: seatsText(seats, "en") },
};

type PreviewProps = {
  concert: AdminConcert;
  scheduleId: string;
  subject: LocalText;
  body: LocalText;
};

/** How the mail reads in each language, for a made-up buyer. */
export function MessagePreview({ concert, scheduleId, subject, body }: PreviewProps) {
  const w = words().orderPages.messages;
  const { timeZone } = concert.venue;
  const date = concert.dates.find(({ id }) => id === scheduleId) ?? concert.dates[0];
  const of = (lang: "ko" | "en") => {
    const at = date && { time: date.startsAt, timeZone, lang };
    const values = {
      ...samples[lang],
      concert: concert.title[lang],
      date: at ? `${day(at)} ${hour(at)}` : "",
    };
    return { title: filledIn(subject[lang], values), text: filledIn(body[lang], values) };
  };
  return (
    <section aria-label={w.preview}>
      <p class="label">{w.preview}</p>
      <div class="message__texts">
        {(["ko", "en"] as const).map((lang) => {
          const { title, text } = of(lang);
          return (
            <article key={lang} lang={lang}>
              <b>{title}</b>
              {text.split(/\n+/).map((paragraph, index) => (
                <p key={index}>{paragraph}</p>
              ))}
            </article>
          );
        })}
      </div>
    </section>
  );
}
