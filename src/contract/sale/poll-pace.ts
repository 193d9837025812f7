/**
 * How often a waiting fan asks for the board: every two seconds near the front, and far behind so often that with a board
 * of a second ago and some chance a pause shows within five seconds.
 */
export const pollPaceMs = (ahead: number): number =>
  Math.min(3_500, 2_000 + Math.max(0, ahead) * 2);
