import type { Block, Frame, Letter } from "./letter.ts";

/** A mail's content as plain text, as complete as the HTML. */
export function letterText({ title, blocks }: Letter, { siteUrl, footer, off }: Frame): string {
  const parts = [title, ...blocks.map((block) => textOf(block, siteUrl)), "—", ...footer];
  if (off) parts.push(`${off.label}: ${off.url}`);
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function textOf(block: Block, siteUrl: string): string {
  switch (block.kind) {
    case "text":
    case "note":
      return block.text;
    case "show":
      return [block.title, ...block.lines].join("\n");
    case "facts":
    case "sums":
      return block.lines.map(([label, value]) => `${label}: ${value}`).join("\n");
    case "codes":
      return "";
    case "button":
      return `${block.label}: ${siteUrl}${block.path}`;
    case "links":
      return block.links.map(({ label, path }) => `${label}: ${siteUrl}${path}`).join("\n");
  }
}
