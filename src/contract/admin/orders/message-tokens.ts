/** What a message may leave to be filled in for each buyer. */
export const messageTokens = ["name", "concert", "date", "seats"] as const;
export type MessageToken = (typeof messageTokens)[number];

const token = /\{([^{}]*)\}/g;

/** A text with its tokens filled in. */
export const filledIn = (text: string, values: Record<MessageToken, string>): string =>
  text.replaceAll(token, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name as MessageToken] : whole,
  );

/** The tokens of a text that there are not. */
export const unknownTokens = (text: string): string[] =>
  [...text.matchAll(token)].flatMap(([whole, name]) =>
    messageTokens.some((known) => known === name) ? [] : [whole],
  );
