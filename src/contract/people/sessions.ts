/** How a session was begun: `link` is a mailed link or code. */
export const signInMethods = [
  "password",
  "passkey",
  "kakao",
  "naver",
  "google",
  "openid",
  "link",
] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** Where a request came from, as the edge says; each part may be unknown. */
export type Place = { country: string | null; region: string | null; city: string | null };
