/** A title that never breaks within the name if it fits on a line: “서이안 콘서트” over “〈느린 편지〉”. */
export function TitleText({ text }: { text: string }) {
  const at = text.search(/[〈《「『<‘“]|(?<=: )\S/u);
  if (at <= 0) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}
      <span class="title-part">{text.slice(at)}</span>
    </>
  );
}
