import { FaultLine } from "./fault-line.tsx";

/** A summary of the agreement, with a link to the full text if there is more. */
export type AgreementText<Item extends string> = {
  item: Item;
  label: string;
  text: string;
  full?: { href: string; label: string; note: string };
};

/** The agreements that the law requires, each with its text at hand, or all at once. */
export function AgreementList<Item extends string>(props: AgreementListProps<Item>) {
  const { id, words: w, texts, agreed, isWrong, onAgree } = props;
  return (
    <>
      <label class="check agree__all">
        <input
          type="checkbox"
          id={`${id}-all`}
          checked={texts.every(({ item }) => agreed.includes(item))}
          onChange={({ currentTarget: { checked } }) =>
            onAgree(
              texts.map(({ item }) => item),
              checked,
            )
          }
        />
        <b>{w.all}</b>
      </label>
      {texts.map(({ item, label, text, full }) => (
        <div class="agree__item" key={item}>
          <label class="check">
            <input
              type="checkbox"
              checked={agreed.includes(item)}
              aria-invalid={isWrong && !agreed.includes(item)}
              onChange={({ currentTarget: { checked } }) => onAgree([item], checked)}
            />
            <span>{label}</span>
          </label>
          <details>
            <summary class="t-14">{w.read}</summary>
            <div class="agree__text t-14 c-2">
              <p>{text}</p>
              {full ? (
                <p>
                  {full.note}{" "}
                  <a href={full.href} target="_blank">
                    {full.label}
                  </a>
                </p>
              ) : null}
            </div>
          </details>
        </div>
      ))}
      <FaultLine id={`${id}-fault`} text={isWrong ? w.fault : null} />
    </>
  );
}

type AgreementListProps<Item extends string> = {
  id: string;
  words: { all: string; read: string; fault: string };
  texts: readonly AgreementText<Item>[];
  agreed: readonly Item[];
  /** An agreement is missing, and the fan tried to continue. */
  isWrong: boolean;
  onAgree: (items: readonly Item[], isAgreed: boolean) => void;
};
