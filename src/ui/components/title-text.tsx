/** A title whose name in brackets stays in one line where it fits: “서이안 콘서트” over “〈느린 편지〉”, never through it. */
export function TitleText({ text }: { text: string }) {
  const at = text.search(/[〈《「『<‘“]/u);
  if (at <= 0) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}
      <span class="title-part">{text.slice(at)}</span>
    </>
  );
}
