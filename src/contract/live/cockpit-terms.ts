/** The subprotocol that a browser sends together with its ticket, since it cannot send headers with a socket. */
export const cockpitProtocol = "frontrow-cockpit";

/** The socket closes with this code once nobody has confirmed the watcher's right for a while. */
export const ticketOver = { code: 4_001, reason: "the right has to be checked again" } as const;

/** How long a watcher is believed to have the right, and how often the screen has it confirmed. */
export const ticketMs = 30_000;
export const confirmEveryMs = 12_000;

/** The most samples of the past in an answer. */
export const fillsMax = 120;

/** What fans' browsers measure: confirming a hold, any other answer, and repainting the map after a change. */
export const feltKinds = ["hold", "answer", "repaint"] as const;
export type FeltKind = (typeof feltKinds)[number];
