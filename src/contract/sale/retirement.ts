/** For how long after the show its objects keep their rows. */
export const keptMs = 30 * 86_400_000;
