import "../styles/my-pages.ts";
import { Fragment } from "preact";
import { Icon } from "../components/icon.tsx";
import { useTitle } from "../components/title.tsx";
import { language, local, words } from "../state/language.ts";
import type { Block, LegalText } from "./legal-text.ts";
import { operator } from "./operator.ts";
import { privacyEn } from "./privacy-en.ts";
import { privacyKo } from "./privacy-ko.ts";
import { termsEn } from "./terms-en.ts";
import { termsKo } from "./terms-ko.ts";

const terms = { ko: termsKo, en: termsEn };
const privacy = { ko: privacyKo, en: privacyEn };

export const TermsPage = () => <LegalPage text={terms[language.value](operator)} />;
export const PrivacyPage = () => <LegalPage text={privacy[language.value](operator)} />;

/** A legal text with its version and date, its table of contents, and the operator. */
function LegalPage({ text }: { text: LegalText }) {
  const w = words().legal;
  useTitle(text.title);
  const day = new Intl.DateTimeFormat(language.value, { dateStyle: "long", timeZone: "UTC" });
  return (
    <main id="main" class="wrap page legal">
      <header class="stack-2">
        <h1>{text.title}</h1>
        <p class="c-2 num">{w.about(text.version, day.format(new Date(text.from)))}</p>
      </header>
      {operator.isSample ? (
        <div class="note note--warn">
          <Icon name="alert" />
          <p>{w.sample}</p>
        </div>
      ) : null}
      <p>{text.intro}</p>
      <nav aria-labelledby="contents">
        <h2 id="contents">{w.contents}</h2>
        <ul class="legal__contents">
          {text.sections.map(({ title }, index) => (
            <li key={title}>
              <a href={`#part-${index + 1}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {text.sections.map(({ title, body }, index) => (
        <section key={title} id={`part-${index + 1}`} aria-labelledby={`title-${index + 1}`}>
          <h2 id={`title-${index + 1}`}>{title}</h2>
          {body.map((block, at) => (
            <Part key={at} block={block} title={title} />
          ))}
        </section>
      ))}
      <OperatorFacts />
    </main>
  );
}

function Part({ block, title }: { block: Block; title: string }) {
  if (typeof block === "string") return <p>{block}</p>;
  if ("list" in block)
    return (
      <ul class="legal__list">
        {block.list.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    );
  return (
    <table class="table legal__table">
      <caption class="sr">{title}</caption>
      <thead>
        <tr>
          {block.head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {block.rows.map((row) => (
          <tr key={row[0]}>
            {row.map((cell, column) => (
              <td key={column} data-label={block.head[column]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OperatorFacts() {
  const w = words().legal;
  const { name, representative, address, businessNumber, mailOrderNumber, phone, email } = operator;
  const facts = [
    [w.name, local(name)],
    [w.representative, local(representative)],
    [w.address, local(address)],
    [w.businessNumber, businessNumber],
    [w.mailOrderNumber, local(mailOrderNumber)],
    [w.contact, `${phone}, ${email}`],
  ];
  return (
    <section aria-labelledby="operator">
      <h2 id="operator">{w.operator}</h2>
      <dl class="dl">
        {facts.map(([term, value]) => (
          <Fragment key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
