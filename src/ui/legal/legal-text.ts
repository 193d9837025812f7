/** A paragraph, a list of points, or a table. */
export type Block = string | { list: string[] } | { head: string[]; rows: string[][] };

export type LegalText = {
  title: string;
  /** The version that is agreed to, and the day from which it holds. */
  version: string;
  from: string;
  intro: string;
  sections: { title: string; body: Block[] }[];
};
