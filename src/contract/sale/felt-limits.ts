/** The most values of one kind in a message; a browser that has more keeps the first. */
export const feltMax = 8;
/** A longer wait is reported as this long. */
export const feltMsMax = 30_000;
